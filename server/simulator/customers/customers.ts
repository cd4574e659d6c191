import type Stripe from 'stripe'
import { invalid, missing } from '../http/errors.ts'
import { isCreatedIn, page } from '../http/lists.ts'
import { bareRoute, route } from '../http/route.ts'
import type { Route } from '../http/route.ts'
import { newId, randomText } from '../state/ids.ts'
import { mergeMetadata } from '../state/metadata.ts'
import type { World } from '../world.ts'
import { requirePaymentMethod } from '../payments/find.ts'

const fullAddress = (address: Stripe.AddressParam): Stripe.Address => ({
  city: address.city ?? null,
  country: address.country ?? null,
  line1: address.line1 ?? null,
  line2: address.line2 ?? null,
  postal_code: address.postal_code ?? null,
  state: address.state ?? null,
})

/** The customer, alive. @throws Refusal `resource_missing` for one that never was or was deleted. */
export const requireCustomer = (world: World, id: string, param?: string): Stripe.Customer => {
  const customer = world.state.customers.get(id)
  if (!customer || customer.deleted) throw missing('customer', id, param)
  return customer
}

/** Keeps a new customer. */
export const createCustomer = (world: World, params: Stripe.CustomerCreateParams): Stripe.Customer => {
  const customer: Stripe.Customer = {
    id: newId.customer(),
    object: 'customer',
    address: null,
    balance: 0,
    created: world.now(),
    currency: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: null,
    invoice_prefix: randomText(8).toUpperCase(),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: {},
    name: null,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: 'none',
    test_clock: null,
  }
  apply(world, customer, params)
  world.state.customers.insert(customer)
  world.emit('customer.created', customer)
  return customer
}

const apply = (
  world: World,
  customer: Stripe.Customer,
  params: Stripe.CustomerCreateParams & Stripe.CustomerUpdateParams,
): void => {
  if (params.email !== undefined) {
    if (!/^[^\s@]+@[^\s@]+$/.test(params.email))
      throw invalid(`Invalid email address: ${params.email}`, 'email', 'email_invalid')
    customer.email = params.email
  }
  if (params.name !== undefined) customer.name = params.name
  if (params.phone !== undefined) customer.phone = params.phone
  if (params.description !== undefined) customer.description = params.description
  if (params.balance !== undefined) customer.balance = params.balance
  if (params.preferred_locales !== undefined) customer.preferred_locales = params.preferred_locales
  if (params.tax_exempt !== undefined) customer.tax_exempt = params.tax_exempt || 'none'
  if (params.address !== undefined) customer.address = params.address ? fullAddress(params.address) : null
  if (params.metadata !== undefined) customer.metadata = mergeMetadata(customer.metadata, params.metadata)
  if (params.shipping !== undefined) {
    customer.shipping = params.shipping
      ? {
          name: params.shipping.name,
          phone: params.shipping.phone ?? '',
          address: fullAddress(params.shipping.address),
        }
      : null
  }
  const chosen = params.invoice_settings?.default_payment_method
  if (chosen !== undefined) {
    if (chosen !== '') requirePaymentMethod(world, chosen, 'invoice_settings[default_payment_method]')
    customer.invoice_settings.default_payment_method = chosen || null
  }
}

const update = (
  world: World,
  customer: Stripe.Customer,
  params: Stripe.CustomerUpdateParams,
): Stripe.Customer => {
  const before = structuredClone(customer)
  apply(world, customer, params)
  const previous = Object.fromEntries(
    Object.entries(before).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(customer[name as keyof Stripe.Customer]),
    ),
  )
  if (Object.keys(previous).length > 0) world.emit('customer.updated', customer, previous)
  return customer
}

const remove = (world: World, id: string): Stripe.DeletedCustomer => {
  const customer = requireCustomer(world, id)
  for (const method of world.state.paymentMethods.all()) {
    if (method.customer === id) method.customer = null
  }
  const deleted: Stripe.DeletedCustomer = { id, object: 'customer', deleted: true }
  world.state.customers.insert(deleted)
  world.emit('customer.deleted', customer)
  return deleted
}

/** https://docs.stripe.com/api/customers */
export const customerRoutes: readonly Route[] = [
  route('post', '/v1/customers', 'CustomerCreateParams', ({ world, params }) => {
    const customer = createCustomer(world, params)
    if (params.payment_method !== undefined) {
      requirePaymentMethod(world, params.payment_method, 'payment_method', customer.id)
    }
    return customer
  }),
  route('get', '/v1/customers', 'CustomerListParams', ({ world, params }) =>
    page(
      world.state.customers
        .newestFirst()
        .filter((customer): customer is Stripe.Customer => !customer.deleted)
        .filter((customer) => params.email === undefined || customer.email === params.email)
        .filter((customer) => isCreatedIn(customer.created, params.created)),
      params,
      '/v1/customers',
      'customer',
    ),
  ),
  route('get', '/v1/customers/:id', 'CustomerRetrieveParams', ({ world, id }) => {
    const customer = world.state.customers.get(id)
    if (!customer) throw missing('customer', id)
    return customer
  }),
  route('post', '/v1/customers/:id', 'CustomerUpdateParams', ({ world, id, params }) =>
    update(world, requireCustomer(world, id), params),
  ),
  bareRoute('delete', '/v1/customers/:id', ({ world, id }) => remove(world, id)),
]

import type Stripe from 'stripe'
import { requireCustomer } from '../customers/customers.ts'
import { invalid, invalidParameter } from '../http/errors.ts'
import { newId, randomText } from '../state/ids.ts'
import { mergeMetadata } from '../state/metadata.ts'
import { checkChargeAmount, formatMoney, minimumOf } from '../state/money.ts'
import type { World } from '../world.ts'
import { discountsFrom } from './discounts.ts'
import { createLines } from './lines.ts'
import { methodTypes } from './methods.ts'
import { updateTotals } from './totals.ts'

type Parameters = Stripe.Checkout.SessionCreateParams

const HALF_AN_HOUR = 30 * 60
const A_DAY = 24 * 60 * 60
/** What the clocks of two machines may differ by. */
const LEEWAY = 60

const checkUrl = (url: string, param: string): void => {
  if (!URL.canParse(url.replaceAll('{CHECKOUT_SESSION_ID}', 'id')) || !/^https?:\/\//.test(url)) {
    throw invalid('Not a valid URL', param, 'url_invalid')
  }
}

const forbid = (params: Parameters, names: readonly (keyof Parameters)[], mode: string): void => {
  for (const name of names) {
    if (params[name] !== undefined)
      throw invalid(`\`${name}\` cannot be specified when \`ui_mode\` is \`${mode}\`.`, name)
  }
}

const require = (params: Parameters, name: keyof Parameters): void => {
  if (params[name] === undefined)
    throw invalidParameter(`Missing required param: ${name}.`, name, 'parameter_missing')
}

/** The addresses that each kind of page takes. */
const checkPages = (params: Parameters, mode: NonNullable<Stripe.Checkout.Session['ui_mode']>): void => {
  if (mode === 'form')
    throw invalid('`ui_mode: form` is in preview and is not enabled for this account.', 'ui_mode')
  if (mode === 'hosted_page') {
    forbid(params, ['return_url', 'redirect_on_completion'], mode)
    require(params, 'success_url')
  } else {
    forbid(params, ['success_url', 'cancel_url'], mode)
    if (params.redirect_on_completion === 'never') {
      if (params.return_url !== undefined) {
        throw invalid(
          '`return_url` cannot be specified when `redirect_on_completion` is `never`.',
          'return_url',
        )
      }
    } else require(params, 'return_url')
  }
  for (const name of ['success_url', 'cancel_url', 'return_url'] as const) {
    const url = params[name]
    if (url !== undefined) checkUrl(url, name)
  }
}

const expiryOf = (world: World, expiresAt: number | undefined): number => {
  const now = world.now()
  if (expiresAt === undefined) return now + A_DAY
  if (expiresAt < now + HALF_AN_HOUR - LEEWAY) {
    throw invalid(
      'The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.',
      'expires_at',
    )
  }
  if (expiresAt > now + A_DAY + LEEWAY) {
    throw invalid(
      'The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.',
      'expires_at',
    )
  }
  return expiresAt
}

const invoiceCreationOf = (params: Parameters): Stripe.Checkout.Session.InvoiceCreation | null => {
  if (params.mode === 'setup') return null
  const data = params.invoice_creation?.invoice_data
  return {
    enabled: params.invoice_creation?.enabled ?? false,
    invoice_data: {
      account_tax_ids: null,
      custom_fields: data?.custom_fields ? data.custom_fields : null,
      description: data?.description ?? null,
      footer: data?.footer ?? null,
      issuer: null,
      metadata: mergeMetadata({}, data?.metadata),
      rendering_options: null,
    },
  }
}

const savingOf = (params: Parameters): Stripe.Checkout.Session.SavedPaymentMethodOptions | null => {
  if (params.customer === undefined) return null
  const options = params.saved_payment_method_options
  return {
    allow_redisplay_filters: options?.allow_redisplay_filters ?? ['always'],
    payment_method_remove: options?.payment_method_remove ?? 'disabled',
    payment_method_save: options?.payment_method_save ?? 'disabled',
  }
}

/** What Stripe would do and the simulator does not: better refused than passed over. */
const NOT_SIMULATED: readonly (keyof Parameters)[] = [
  'after_expiration',
  'consent_collection',
  'custom_fields',
  'optional_items',
  'shipping_address_collection',
  'shipping_options',
  'subscription_data',
]

const checkCombination = (params: Parameters): void => {
  const [absent] = NOT_SIMULATED.filter((name) => params[name] !== undefined)
  if (absent !== undefined) throw invalid(`The Stripe simulator has no \`${absent}\`.`, absent)
  if (params.mode === 'subscription')
    throw invalid('The simulator has no subscriptions: use `mode: payment` or `setup`.', 'mode')
  if (params.mode === 'payment' && !params.line_items?.length) {
    throw invalidParameter(
      'You must provide `line_items` when `mode` is `payment`.',
      'line_items',
      'parameter_missing',
    )
  }
  if (params.mode === 'setup' && params.line_items)
    throw invalid('You can not pass `line_items` in `setup` mode.', 'line_items')
  if (params.customer !== undefined && params.customer_email !== undefined) {
    throw invalid('You may only specify one of these parameters: customer, customer_email.', 'customer')
  }
  if (params.customer !== undefined && params.customer_creation !== undefined) {
    throw invalid('You may only specify one of these parameters: customer, customer_creation.', 'customer')
  }
  if (params.allow_promotion_codes !== undefined && params.discounts !== undefined) {
    throw invalid(
      'You may only specify one of these parameters: allow_promotion_codes, discounts.',
      'allow_promotion_codes',
    )
  }
}

/** Keeps a new session. Its page is at `url`, or behind `client_secret` where it is embedded. */
export const createSession = (world: World, params: Parameters): Stripe.Checkout.Session => {
  const mode = params.mode ?? 'payment'
  const uiMode = params.ui_mode ?? 'hosted_page'
  checkPages(params, uiMode)
  checkCombination({ ...params, mode })
  const customer = params.customer === undefined ? null : requireCustomer(world, params.customer, 'customer')
  const lines = createLines(world, params.line_items ?? [])
  const isTaxed = params.automatic_tax?.enabled ?? false
  const hasAddress = Boolean(customer?.address?.country)
  const id = newId.checkoutSession()
  const session: Stripe.Checkout.Session = {
    id,
    object: 'checkout.session',
    adaptive_pricing: { enabled: params.adaptive_pricing?.enabled ?? true },
    after_expiration: null,
    allow_promotion_codes: params.allow_promotion_codes ?? null,
    allowed_payment_method_types: params.allowed_payment_method_types ?? null,
    amount_subtotal: null,
    amount_total: null,
    automatic_tax: {
      enabled: isTaxed,
      liability: isTaxed ? { type: 'self' } : null,
      provider: isTaxed ? 'stripe' : null,
      status: isTaxed ? (hasAddress ? 'complete' : 'requires_location_inputs') : null,
    },
    billing_address_collection: params.billing_address_collection ?? null,
    cancel_url: params.cancel_url ?? null,
    client_reference_id: params.client_reference_id ?? null,
    client_secret: uiMode === 'hosted_page' ? null : `${id}_secret_${randomText(48)}`,
    collected_information: null,
    consent: null,
    consent_collection: null,
    created: world.now(),
    currency: lines[0]?.currency ?? params.currency ?? null,
    currency_conversion: null,
    custom_fields: [],
    custom_text: {
      after_submit: null,
      shipping_address: null,
      submit: null,
      terms_of_service_acceptance: null,
    },
    customer: customer?.id ?? null,
    customer_account: null,
    customer_creation: customer ? null : (params.customer_creation ?? 'if_required'),
    customer_details: customer
      ? {
          address: customer.address ?? null,
          business_name: null,
          email: customer.email,
          individual_name: null,
          name: customer.name ?? null,
          phone: customer.phone ?? null,
          tax_exempt: customer.tax_exempt ?? 'none',
          tax_ids: null,
        }
      : null,
    customer_email: params.customer_email ?? null,
    discounts: discountsFrom(world, params.discounts, customer?.id ?? null),
    excluded_payment_method_types: params.excluded_payment_method_types ?? [],
    expires_at: expiryOf(world, params.expires_at),
    integration_identifier: params.integration_identifier ?? null,
    invoice: null,
    invoice_creation: invoiceCreationOf({ ...params, mode }),
    livemode: false,
    locale: params.locale ?? null,
    managed_payments: { enabled: false },
    metadata: mergeMetadata({}, params.metadata),
    mode,
    origin_context: params.origin_context ?? null,
    payment_intent: null,
    payment_link: null,
    payment_method_collection: params.payment_method_collection ?? 'if_required',
    payment_method_configuration_details: { id: `pmc_${world.state.account.slice(5)}`, parent: null },
    payment_method_options: { card: { request_three_d_secure: 'automatic' } },
    payment_method_types: [],
    payment_status: mode === 'setup' ? 'no_payment_required' : 'unpaid',
    permissions: null,
    phone_number_collection: { enabled: params.phone_number_collection?.enabled ?? false },
    recovered_from: null,
    saved_payment_method_options: savingOf(params),
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status: 'open',
    submit_type: params.submit_type ?? null,
    subscription: null,
    success_url: params.success_url ?? null,
    total_details: null,
    ui_mode: uiMode,
    url: uiMode === 'hosted_page' ? `${world.settings.baseUrl}/c/pay/${id}` : null,
    wallet_options: null,
    ...(params.return_url === undefined ? {} : { return_url: params.return_url }),
    ...(uiMode === 'hosted_page'
      ? {}
      : { redirect_on_completion: params.redirect_on_completion ?? 'always' }),
  }
  session.payment_method_types = methodTypes(session)
  if (mode === 'payment') {
    updateTotals(world, session, lines)
    checkTotal(session)
  }
  world.state.sessions.insert(session)
  world.state.sessionDetails.insert({
    id,
    lines,
    intent: params.payment_intent_data ?? {},
    setupIntent: params.setup_intent_data ?? {},
    declines: 0,
  })
  return session
}

/** Nothing at all may be due, but not less than Stripe can charge. */
export const checkTotal = (session: Stripe.Checkout.Session): void => {
  const currency = session.currency ?? 'usd'
  const total = session.amount_total ?? 0
  if (total === 0) return
  if (total < minimumOf(currency)) {
    const least = `${formatMoney(minimumOf(currency), currency)} ${currency}`
    throw invalid(
      `The Checkout Session's total amount due must add up to at least ${least}`,
      undefined,
      'amount_too_small',
    )
  }
  checkChargeAmount(total, currency, 'line_items', "The Checkout Session's total amount due")
}

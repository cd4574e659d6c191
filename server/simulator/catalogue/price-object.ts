import type Stripe from 'stripe'
import { invalidParameter, missing } from '../http/errors.ts'
import { newId } from '../state/ids.ts'
import { checkCurrency } from '../state/money.ts'
import type { World } from '../world.ts'

/** What a price is made from, inline in a session or on its own. */
export interface PriceInput {
  currency: string
  unit_amount?: number | undefined
  unit_amount_decimal?: Stripe.Decimal | string | undefined
  tax_behavior?: Stripe.Price.TaxBehavior | undefined
  product: string
  active: boolean
  nickname?: string | undefined
  lookup_key?: string | undefined
  metadata?: Stripe.Metadata
  recurring?: { interval: Stripe.Price.Recurring['interval']; interval_count?: number } | undefined
}

/** A decimal as it stands on the wire, where the client's types show what the client makes of it. */
const onTheWire = (text: string): Stripe.Decimal => text as unknown as Stripe.Decimal

const amountsOf = (
  input: PriceInput,
  param: string,
): Pick<Stripe.Price, 'unit_amount' | 'unit_amount_decimal'> => {
  const name = (field: string): string => (param === '' ? field : `${param}[${field}]`)
  if (input.unit_amount !== undefined) {
    if (input.unit_amount < 0) {
      throw invalidParameter(
        'This value must be greater than or equal to 0.',
        name('unit_amount'),
        'parameter_invalid_integer',
      )
    }
    return { unit_amount: input.unit_amount, unit_amount_decimal: onTheWire(String(input.unit_amount)) }
  }
  if (input.unit_amount_decimal === undefined) {
    throw invalidParameter(
      `Missing required param: ${name('unit_amount')}.`,
      name('unit_amount'),
      'parameter_missing',
    )
  }
  const text = String(input.unit_amount_decimal)
  if (!/^\d{1,12}(\.\d{1,12})?$/.test(text))
    throw invalidParameter(
      `Invalid decimal: ${text}`,
      name('unit_amount_decimal'),
      'parameter_invalid_decimal',
    )
  return { unit_amount: /^\d+$/.test(text) ? Number(text) : null, unit_amount_decimal: onTheWire(text) }
}

/** Keeps a new one-time price. `param` is where it stands in the parameters, for refusals. */
export const createPrice = (world: World, input: PriceInput, param = ''): Stripe.Price => {
  const currency = checkCurrency(input.currency, param === '' ? 'currency' : `${param}[currency]`)
  return world.state.prices.insert({
    id: newId.price(),
    object: 'price',
    active: input.active,
    billing_scheme: 'per_unit',
    created: world.now(),
    currency,
    custom_unit_amount: null,
    livemode: false,
    lookup_key: input.lookup_key ?? null,
    metadata: input.metadata ?? {},
    nickname: input.nickname ?? null,
    product: input.product,
    recurring: input.recurring
      ? {
          interval: input.recurring.interval,
          interval_count: input.recurring.interval_count ?? 1,
          meter: null,
          trial_period_days: null,
          usage_type: 'licensed',
        }
      : null,
    tax_behavior: input.tax_behavior ?? 'unspecified',
    tiers_mode: null,
    transform_quantity: null,
    type: input.recurring ? 'recurring' : 'one_time',
    ...amountsOf(input, param),
  })
}

/** @throws Refusal `resource_missing` */
export const requirePrice = (world: World, id: string, param?: string): Stripe.Price => {
  const price = world.state.prices.get(id)
  if (!price) throw missing('price', id, param)
  return price
}

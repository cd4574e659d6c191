import type { Queryable } from '../database/pool.ts'
import { withTransaction } from '../database/transaction.ts'
import type { Currency } from '../ledger/index.ts'
import { formatAmount } from '../ledger/index.ts'
import type { Context } from './context.ts'
import { currencyById, readCredits } from './currency.ts'
import { TopUpError } from './errors.ts'
import { chargeable, type UnitPrice, unitPrice } from './money.ts'
import { multiply, parseDecimal, type Rational, rational } from './rational.ts'

/** What the host defines: bounds in the currency's unit, and for each currency of money its volume tiers. */
export interface CustomAmountRequest {
  readonly minimum: string
  readonly maximum: string
  /** Amounts are multiples of it; "1" unless given. */
  readonly step?: string | undefined
  readonly tiers: readonly {
    /** Credits from which on the tier prices the whole amount. The first is at most the minimum. */
    readonly from: string
    /** Of one credit, in minor units. */
    readonly unitPrice: { readonly amount: string; readonly currency: string }
  }[]
  readonly expiresAfterDays?: number | undefined
  readonly priority?: number | undefined
  readonly active?: boolean | undefined
}

export interface CustomAmountDefinition {
  currency: string
  minimum: string
  maximum: string
  step: string
  tiers: { from: string; unitPrice: UnitPrice }[]
  expiresAfterDays: number | null
  priority: number
  active: boolean
}

export interface Tier {
  readonly moneyCurrency: string
  readonly from: bigint
  /** Minor units for one whole credit. */
  readonly unitPrice: Rational
}

export interface CustomAmountRow {
  readonly minimum: bigint
  readonly maximum: bigint
  readonly step: bigint
  readonly expiresAfterDays: number | null
  readonly priority: number
  readonly active: boolean
  /** Lowest first within each currency of money. */
  readonly tiers: readonly Tier[]
}

const PUT = `
  insert into creditkit.custom_amounts (currency, minimum, maximum, step, expires_after_days, priority, active)
  values ($1::text, $2::bigint, $3::bigint, $4::bigint, $5::integer, $6::integer, $7::boolean)
  on conflict (currency) do update set
    minimum = excluded.minimum, maximum = excluded.maximum, step = excluded.step,
    expires_after_days = excluded.expires_after_days, priority = excluded.priority, active = excluded.active,
    updated_at = creditkit.now_ms()`

const CLEAR_TIERS = `delete from creditkit.custom_amount_tiers where currency = $1::text`

const PUT_TIERS = `
  insert into creditkit.custom_amount_tiers (currency, money_currency, from_credits, unit_price)
  select $1::text, tier.money_currency, tier.from_credits, tier.unit_price
  from unnest($2::text[], $3::bigint[], $4::numeric[]) as tier (money_currency, from_credits, unit_price)`

const FIND = `
  select minimum, maximum, step, expires_after_days as "expiresAfterDays", priority, active
  from creditkit.custom_amounts where currency = $1::text`

const FIND_TIERS = `
  select money_currency as "moneyCurrency", from_credits as "from", unit_price::text as "unitPrice"
  from creditkit.custom_amount_tiers where currency = $1::text order by money_currency, from_credits`

/** Creates or replaces the freely chosen amounts of a currency. @throws TopUpError `invalid_value` */
export async function putCustomAmount(
  context: Context,
  currencyId: string,
  request: CustomAmountRequest,
): Promise<CustomAmountDefinition> {
  const currency = await currencyById(context, currencyId)
  const minimum = readCredits(request.minimum, currency, 'minimum')
  const maximum = readCredits(request.maximum, currency, 'maximum')
  const step = readCredits(request.step ?? '1', currency, 'step')
  const tiers = request.tiers.map((tier, index) => ({
    moneyCurrency: tier.unitPrice.currency,
    from: readCredits(tier.from, currency, `tiers.${index}.from`),
    unitPrice: tier.unitPrice.amount,
  }))
  checkBounds(minimum, maximum, step)
  checkTiers(tiers, minimum)
  await withTransaction(context.pool, async (client) => {
    const rest = [request.expiresAfterDays ?? null, request.priority ?? 0, request.active ?? true]
    await client.query(PUT, [currency.id, minimum, maximum, step, ...rest])
    await client.query(CLEAR_TIERS, [currency.id])
    await client.query(PUT_TIERS, [
      currency.id,
      tiers.map((tier) => tier.moneyCurrency),
      tiers.map((tier) => tier.from),
      tiers.map((tier) => tier.unitPrice),
    ])
  })
  return await getCustomAmount(context, currencyId)
}

function checkBounds(minimum: bigint, maximum: bigint, step: bigint): void {
  if (step > 0n && minimum > 0n && minimum <= maximum && minimum % step === 0n) return
  throw new TopUpError(
    'invalid_value',
    'The minimum must be a multiple of the step and at most the maximum.',
    {
      path: 'minimum',
    },
  )
}

type TierInput = { moneyCurrency: string; from: bigint; unitPrice: string }

function refuseTiers(message: string): TopUpError {
  return new TopUpError('invalid_value', message, { path: 'tiers' })
}

function checkTiers(tiers: readonly TierInput[], minimum: bigint): void {
  const keys = new Set(tiers.map((tier) => `${tier.moneyCurrency} ${tier.from}`))
  if (keys.size < tiers.length)
    throw refuseTiers('Two tiers of one currency of money begin at the same amount.')
  if (tiers.some((tier) => parseDecimal(tier.unitPrice).numerator <= 0n))
    throw refuseTiers('A tier needs a price above zero.')
  for (const currency of new Set(tiers.map((tier) => tier.moneyCurrency))) {
    const first = tiers.filter((tier) => tier.moneyCurrency === currency && tier.from <= minimum)
    if (first.length === 0)
      throw refuseTiers(`In ${currency} no tier covers the minimum. Let the first begin at or below it.`)
  }
}

/** @throws TopUpError `not_found` where the currency has none */
export async function getCustomAmount(context: Context, currencyId: string): Promise<CustomAmountDefinition> {
  const currency = await currencyById(context, currencyId)
  const row = await findCustomAmount(context.pool, currency.id)
  if (!row) throw new TopUpError('not_found', 'This currency has no freely chosen amounts.')
  const { expiresAfterDays, priority, active } = row
  return {
    currency: currency.id,
    ...viewBounds(row, currency, row.tiers),
    expiresAfterDays,
    priority,
    active,
  }
}

export async function findCustomAmount(
  database: Queryable,
  currency: string,
): Promise<CustomAmountRow | null> {
  const { rows } = await database.query<Omit<CustomAmountRow, 'tiers'>>(FIND, [currency])
  const [row] = rows
  if (!row) return null
  const tiers = await database.query<TierInput>(FIND_TIERS, [currency])
  return {
    ...row,
    tiers: tiers.rows.map((tier) => ({ ...tier, unitPrice: parseDecimal(tier.unitPrice) })),
  }
}

/** Bounds and tiers on the wire. */
export function viewBounds(
  row: CustomAmountRow,
  currency: Currency,
  tiers: readonly Tier[],
): Pick<CustomAmountDefinition, 'minimum' | 'maximum' | 'step' | 'tiers'> {
  const format = (amount: bigint) => formatAmount(amount, currency.scale)
  return {
    minimum: format(row.minimum),
    maximum: format(row.maximum),
    step: format(row.step),
    tiers: tiers.map((tier) => ({
      from: format(tier.from),
      unitPrice: unitPrice(tier.unitPrice, tier.moneyCurrency),
    })),
  }
}

/**
 * What an amount costs: every credit at the price of the tier that the whole amount falls into.
 *
 * @throws TopUpError for an amount out of bounds or off the step
 */
export function priceCustomAmount(
  row: CustomAmountRow,
  credits: bigint,
  currency: Currency,
  moneyCurrency: string,
): bigint {
  const format = (amount: bigint) => `${formatAmount(amount, currency.scale)} ${currency.name.plural}`
  const path = 'credits'
  if (credits < row.minimum) {
    throw new TopUpError('amount_below_minimum', `Choose at least ${format(row.minimum)}.`, { path })
  }
  if (credits > row.maximum) {
    throw new TopUpError('amount_above_maximum', `Choose at most ${format(row.maximum)}.`, { path })
  }
  if (credits % row.step !== 0n) {
    throw new TopUpError('invalid_value', `Choose a multiple of ${format(row.step)}.`, { path })
  }
  const tier = row.tiers.findLast((tier) => tier.moneyCurrency === moneyCurrency && tier.from <= credits)
  if (!tier) {
    throw new TopUpError('package_unavailable', `This amount has no price in ${moneyCurrency}.`, {
      path: 'moneyCurrency',
    })
  }
  const exact = multiply(tier.unitPrice, rational(credits, 10n ** BigInt(currency.scale)))
  return chargeable(exact, moneyCurrency)
}

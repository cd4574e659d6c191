import type pg from 'pg'
import type { Queryable } from '../database/pool.ts'
import { withTransaction } from '../database/transaction.ts'
import { formatAmount } from '../ledger/index.ts'
import type { Context } from './context.ts'
import { chooseCurrency, currencyById, readCredits } from './currency.ts'
import { TopUpError } from './errors.ts'
import { checkChargeable, type Money, money } from './money.ts'

/** What the host defines. Credits are decimal strings in the currency's unit, money is minor units. */
export interface PackageRequest {
  readonly name: string
  readonly currency?: string | undefined
  readonly credits: string
  readonly bonusCredits?: string | undefined
  readonly prices: readonly { readonly amount: string; readonly currency: string }[]
  readonly expiresAfterDays?: number | undefined
  readonly priority?: number | undefined
  readonly perCustomerLimit?: number | undefined
  readonly maximumQuantity?: number | undefined
  readonly displayOrder?: number | undefined
  /** Whether it is on sale; true unless given. */
  readonly active?: boolean | undefined
}

export interface PackageDefinition {
  id: string
  name: string
  currency: string
  credits: string
  bonusCredits: string
  prices: Money[]
  expiresAfterDays: number | null
  priority: number
  perCustomerLimit: number | null
  maximumQuantity: number
  displayOrder: number
  active: boolean
}

/** A row of `creditkit.packages` with its prices by currency of money. */
export interface PackageRow {
  readonly id: string
  readonly name: string
  readonly currency: string
  readonly credits: bigint
  readonly bonusCredits: bigint
  readonly expiresAfterDays: number | null
  readonly priority: number
  readonly perCustomerLimit: number | null
  readonly maximumQuantity: number
  readonly displayOrder: number
  readonly active: boolean
  /** Minor units, as text: JSON would make floats of them. */
  readonly prices: Readonly<Record<string, string>>
}

const PUT = `
  insert into creditkit.packages (
    id, name, currency, credits, bonus_credits, expires_after_days, priority, per_customer_limit,
    maximum_quantity, display_order, active
  )
  values (
    $1::text, $2::text, $3::text, $4::bigint, $5::bigint, $6::integer, $7::integer, $8::integer,
    $9::integer, $10::integer, $11::boolean
  )
  on conflict (id) do update set
    name = excluded.name, currency = excluded.currency, credits = excluded.credits,
    bonus_credits = excluded.bonus_credits, expires_after_days = excluded.expires_after_days,
    priority = excluded.priority, per_customer_limit = excluded.per_customer_limit,
    maximum_quantity = excluded.maximum_quantity, display_order = excluded.display_order,
    active = excluded.active, updated_at = creditkit.now_ms()`

const CLEAR_PRICES = `delete from creditkit.package_prices where package_id = $1::text`

const PUT_PRICES = `
  insert into creditkit.package_prices (package_id, money_currency, amount)
  select $1::text, price.money_currency, price.amount
  from unnest($2::text[], $3::bigint[]) as price (money_currency, amount)`

const SELECT = `
  select p.id, p.name, p.currency, p.credits, p.bonus_credits as "bonusCredits",
    p.expires_after_days as "expiresAfterDays", p.priority, p.per_customer_limit as "perCustomerLimit",
    p.maximum_quantity as "maximumQuantity", p.display_order as "displayOrder", p.active,
    (select coalesce(jsonb_object_agg(x.money_currency, x.amount::text order by x.money_currency), '{}')
     from creditkit.package_prices x where x.package_id = p.id) as prices
  from creditkit.packages p`

const LIST = `${SELECT} order by p.display_order, p.id`
const LIST_ON_SALE = `${SELECT} where p.active and p.currency = $1::text order by p.display_order, p.id`
const FIND = `${SELECT} where p.id = $1::text`

/**
 * Creates or replaces a package. Orders that are open already keep what they were quoted.
 *
 * @throws TopUpError for a price that Stripe would refuse, and for credits finer than their currency
 */
export async function putPackage(
  context: Context,
  id: string,
  request: PackageRequest,
): Promise<PackageDefinition> {
  const currency = await chooseCurrency(context, request.currency)
  const credits = readCredits(request.credits, currency, 'credits')
  const bonusCredits = readCredits(request.bonusCredits ?? '0', currency, 'bonusCredits')
  const prices = readPrices(request.prices)
  await withTransaction(context.pool, async (client) => {
    await client.query(PUT, [
      id,
      request.name,
      currency.id,
      credits,
      bonusCredits,
      request.expiresAfterDays ?? null,
      request.priority ?? 0,
      request.perCustomerLimit ?? null,
      request.maximumQuantity ?? 1,
      request.displayOrder ?? 0,
      request.active ?? true,
    ])
    await replacePrices(client, id, prices)
  })
  return await getPackage(context, id)
}

function readPrices(prices: PackageRequest['prices']): Map<string, bigint> {
  const amounts = new Map<string, bigint>()
  for (const [index, price] of prices.entries()) {
    const path = `prices.${index}`
    if (amounts.has(price.currency)) {
      throw new TopUpError(
        'invalid_value',
        `Give one price for each currency: ${price.currency} is there twice.`,
        {
          path,
        },
      )
    }
    const amount = BigInt(price.amount)
    checkChargeable(amount, price.currency, `${path}.amount`)
    amounts.set(price.currency, amount)
  }
  return amounts
}

async function replacePrices(client: pg.PoolClient, id: string, prices: Map<string, bigint>): Promise<void> {
  await client.query(CLEAR_PRICES, [id])
  await client.query(PUT_PRICES, [id, [...prices.keys()], [...prices.values()]])
}

/** @throws TopUpError `not_found` */
export async function getPackage(context: Context, id: string): Promise<PackageDefinition> {
  const row = await findPackage(context.pool, id)
  if (!row) throw new TopUpError('not_found', 'There is no package with this id.')
  return await define(context, row)
}

/** Every package, on sale or not, in the order of display. */
export async function listPackages(context: Context): Promise<PackageDefinition[]> {
  const { rows } = await context.pool.query<PackageRow>(LIST)
  return await Promise.all(rows.map((row) => define(context, row)))
}

export async function findPackage(database: Queryable, id: string): Promise<PackageRow | null> {
  const { rows } = await database.query<PackageRow>(FIND, [id])
  return rows[0] ?? null
}

export async function packagesOnSale(database: Queryable, currency: string): Promise<PackageRow[]> {
  const { rows } = await database.query<PackageRow>(LIST_ON_SALE, [currency])
  return rows
}

async function define(context: Context, row: PackageRow): Promise<PackageDefinition> {
  const { scale } = await currencyById(context, row.currency)
  const { prices, credits, bonusCredits, ...rest } = row
  return {
    ...rest,
    credits: formatAmount(credits, scale),
    bonusCredits: formatAmount(bonusCredits, scale),
    prices: Object.entries(prices).map(([currency, amount]) => money(BigInt(amount), currency)),
  }
}

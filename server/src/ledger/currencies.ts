import type pg from 'pg'
import { checkSize, checkText, CURRENCY_ID } from './checks.ts'
import { LedgerError } from './errors.ts'
import type { Currency, CurrencyRequest } from './types/catalogue.ts'
import type { UnitCost } from './types/common.ts'
import type { Currencies as CurrenciesFace } from './types/ledger.ts'

interface CurrencyRow {
  readonly id: string
  readonly name_singular: string
  readonly name_plural: string
  readonly scale: number
  readonly unit_cost: string | null
  readonly unit_cost_currency: string | null
  readonly unit_cost_scale: number | null
  readonly low_threshold: bigint | null
  readonly created_at: Date
}

const COLUMNS = `id, name_singular, name_plural, scale, trim_scale(unit_cost)::text as unit_cost,
  unit_cost_currency, unit_cost_scale, low_threshold, created_at`

const LIST = `select ${COLUMNS} from creditkit.currencies order by created_at, id`
const GET = `select ${COLUMNS} from creditkit.currencies where id = $1::text`

// The scale is fixed from the start: another server may know it, or have an amount under way that goes by it.
const PUT = `
  insert into creditkit.currencies as c
    (id, name_singular, name_plural, scale, unit_cost, unit_cost_currency, unit_cost_scale, low_threshold)
  values ($1::text, $2::text, $3::text, $4::smallint, $5::numeric, $6::text, $7::smallint, $8::bigint)
  on conflict (id) do update
  set name_singular = excluded.name_singular, name_plural = excluded.name_plural, scale = excluded.scale,
    unit_cost = excluded.unit_cost, unit_cost_currency = excluded.unit_cost_currency,
    unit_cost_scale = excluded.unit_cost_scale, low_threshold = excluded.low_threshold
  where c.scale = excluded.scale
  returning ${COLUMNS}`

const UNIT_COST = /^\d{1,12}(?:\.\d{1,12})?$/

/** A currency read less than so many milliseconds ago is not read again; its scale cannot have changed. */
const CACHE_TIME = 10_000

/** The units of credit. */
export class Currencies implements CurrenciesFace {
  readonly #pool: pg.Pool
  readonly #cache = new Map<string, { readonly currency: Currency; readonly readAt: number }>()
  readonly #reading = new Map<string, Promise<Currency>>()

  constructor(pool: pg.Pool) {
    this.#pool = pool
  }

  async put(request: CurrencyRequest): Promise<Currency> {
    const cost = request.unitCost ?? null
    checkRequest(request)
    const { rows } = await this.#pool.query<CurrencyRow>(PUT, [
      request.id,
      request.name.singular,
      request.name.plural,
      request.scale,
      cost?.amount,
      cost?.currency,
      cost?.scale,
      request.lowThreshold,
    ])
    const [row] = rows
    if (row === undefined) {
      throw new LedgerError(
        'currency_in_use',
        `The scale of ${request.id} cannot change, since amounts go by it. Make a new currency instead.`,
      )
    }
    return this.#remember(toCurrency(row))
  }

  async get(id: string): Promise<Currency> {
    const { rows } = await this.#pool.query<CurrencyRow>(GET, [id])
    const [row] = rows
    if (row === undefined) throw unknownCurrency(id)
    return this.#remember(toCurrency(row))
  }

  async list(): Promise<Currency[]> {
    const { rows } = await this.#pool.query<CurrencyRow>(LIST)
    return rows.map(toCurrency)
  }

  /**
   * Like `get`, but up to ten seconds old but for the scale, which is fixed. Who asks at the same time
   * waits for the same reading, and goes on in the order of asking.
   */
  async known(id: string): Promise<Currency> {
    const cached = this.#cache.get(id)
    if (cached !== undefined && Date.now() - cached.readAt < CACHE_TIME) return cached.currency
    const reading = this.#reading.get(id) ?? this.get(id).finally(() => this.#reading.delete(id))
    this.#reading.set(id, reading)
    return await reading
  }

  #remember(currency: Currency): Currency {
    this.#cache.set(currency.id, { currency, readAt: Date.now() })
    return currency
  }
}

function checkRequest(request: CurrencyRequest): void {
  if (!CURRENCY_ID.test(request.id)) {
    throw new LedgerError(
      'invalid_value',
      'A currency id is a small letter, then up to 31 of a-z, 0-9, _ and -.',
    )
  }
  checkText(request.name.singular, 'singular name', 64)
  checkText(request.name.plural, 'plural name', 64)
  if (!Number.isInteger(request.scale) || request.scale < 0 || request.scale > 9) {
    throw new LedgerError('invalid_value', 'The scale is a whole number from 0 to 9.')
  }
  const { unitCost: cost, lowThreshold } = request
  if (cost && !(UNIT_COST.test(cost.amount) && isMoney(cost))) {
    throw new LedgerError(
      'invalid_value',
      'The unit cost is a decimal amount of minor units, a currency such as "usd" and a scale from 0 to 4.',
    )
  }
  if (lowThreshold !== undefined && lowThreshold !== null && checkSize(lowThreshold) < 0n) {
    throw new LedgerError('invalid_amount', 'The low threshold is zero or more.')
  }
}

/** Whether it is of money: by the form of its currency, which Stripe knows or not, and by its scale. */
export function isMoney({ currency, scale }: { readonly currency: string; readonly scale: number }): boolean {
  return /^[a-z]{3}$/.test(currency) && Number.isInteger(scale) && scale >= 0 && scale <= 4
}

function toCurrency(row: CurrencyRow): Currency {
  return {
    id: row.id,
    name: { singular: row.name_singular, plural: row.name_plural },
    scale: row.scale,
    unitCost: toUnitCost(row),
    lowThreshold: row.low_threshold,
    createdAt: row.created_at,
  }
}

function toUnitCost(row: CurrencyRow): UnitCost | null {
  const { unit_cost: amount, unit_cost_currency: currency, unit_cost_scale: scale } = row
  return amount === null || currency === null || scale === null ? null : { amount, currency, scale }
}

export function unknownCurrency(id: string): LedgerError {
  return new LedgerError(
    'unknown_currency',
    `There is no currency "${id}". Create it first, or check the id.`,
  )
}

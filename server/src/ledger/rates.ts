import type pg from 'pg'
import { DatabaseError } from 'pg'
import { withTransaction } from '../database/transaction.ts'
import { normalizeQuantity } from './amount.ts'
import { checkDimensions, checkId, checkInstant, checkSize } from './checks.ts'
import type { Currencies } from './currencies.ts'
import { LedgerError } from './errors.ts'
import { featureArchived, type Features, unknownFeature } from './features.ts'
import { PREVIEW, type PreviewRow, toPreview } from './rate-preview.ts'
import { type RateTerms, readRateTerms } from './rate-request.ts'
import { RATE_COLUMNS, type RateRow, toRate } from './rate-rows.ts'
import type {
  PreviewRequest,
  QuoteRequest,
  Rate,
  RatePreview,
  RateQuote,
  RateRequest,
} from './types/catalogue.ts'
import type { Rates as RatesFace } from './types/ledger.ts'

// One version after another: the number is taken under this lock, which is the feature's row.
const LOCK_FEATURE = `select id from creditkit.features where id = $1::text for update`

const LATEST = `
  select max(effective_at) as latest from creditkit.rates
  where feature = $1::text and currency = $2::text and dimensions = $3::jsonb`

const ADD = `
  insert into creditkit.rates (feature, currency, version, dimensions, specificity, dimension_names, model, prices,
    limits, per, whole_blocks, effective_at)
  select $1::text, $2::text,
    1 + coalesce((select max(version) from creditkit.rates where feature = $1::text and currency = $2::text), 0),
    $3::jsonb, $4::smallint, $5::text, $6::text, $7::numeric[], $8::numeric[], $9::numeric, $10::boolean,
    $11::timestamptz
  returning ${RATE_COLUMNS}`

/** The SQLSTATE of what the database lets nobody change: a rate that has begun, or begins within a minute. */
const FINAL = 'CK001'

const WITHDRAW = `
  delete from creditkit.rates where feature = $1::text and id = $2::uuid returning ${RATE_COLUMNS}`

const LIST = `
  select ${RATE_COLUMNS} from creditkit.rates
  where ($1::text is null or feature = $1::text) and ($2::text is null or currency = $2::text)
  order by feature, currency, version`

const QUOTE = `
  select ${RATE_COLUMNS}, creditkit.rate_cost(r, $4::numeric, $6::integer)::text as cost,
    (select archived_at is not null from creditkit.features where id = $1::text) as archived
  from creditkit.rate_at($1::text, $2::text, $3::jsonb, coalesce($5::timestamptz, creditkit.now_ms())) as r`

/** What features cost. */
export class Rates implements RatesFace {
  readonly #pool: pg.Pool
  readonly #currencies: Currencies
  readonly #features: Features

  constructor(pool: pg.Pool, currencies: Currencies, features: Features) {
    this.#pool = pool
    this.#currencies = currencies
    this.#features = features
  }

  async add(request: RateRequest): Promise<Rate> {
    const terms = readRateTerms(request)
    await this.#currencies.get(request.currency)
    return await withTransaction(this.#pool, async (client) => {
      const locked = await client.query(LOCK_FEATURE, [request.feature])
      if (locked.rowCount === 0) throw unknownFeature(request.feature)
      const scope = [request.feature, request.currency, terms.dimensions]
      const latest = (await client.query<{ latest: Date | null }>(LATEST, scope)).rows[0]?.latest ?? null
      const effectiveAt = terms.effectiveAt ?? (await now(client))
      if (latest !== null && effectiveAt <= latest) {
        throw new LedgerError(
          'rate_overlap',
          `The feature "${request.feature}" has a rate for the same currency and dimensions from ${latest.toISOString()} on. Let the new one take effect after that, or withdraw the other first, if it has not begun.`,
        )
      }
      const { rows } = await client.query<RateRow>(ADD, [...valuesOf(request, terms), effectiveAt])
      return toRate(rows[0])
    })
  }

  async withdraw({ feature, id }: { readonly feature: string; readonly id: string }): Promise<Rate> {
    const values = [feature, checkId(id, 'unknown_rate')]
    return await withTransaction(this.#pool, async (client) => {
      await client.query(LOCK_FEATURE, [feature])
      const { rows } = await client.query<RateRow>(WITHDRAW, values).catch(refuseBegun)
      if (rows.length === 0) {
        throw new LedgerError('unknown_rate', `The feature "${feature}" has no such rate. Check the id.`)
      }
      return toRate(rows[0])
    })
  }

  async list(filter: { feature?: string | undefined; currency?: string | undefined }): Promise<Rate[]> {
    return (await this.#pool.query<RateRow>(LIST, [filter.feature, filter.currency])).rows.map(toRate)
  }

  async quote(request: QuoteRequest): Promise<RateQuote> {
    const currency = await this.#currencies.known(request.currency)
    const { rows } = await this.#pool.query<RateRow & { cost: string; archived: boolean }>(QUOTE, [
      request.feature,
      request.currency,
      checkDimensions(request.dimensions) ?? {},
      normalizeQuantity(request.quantity ?? '1'),
      request.at && checkInstant(request.at, 'instant'),
      currency.scale,
    ])
    const [row] = rows
    if (row === undefined) {
      await this.#features.get(request.feature)
      throw noRate(request.feature, request.currency, 'Add a rate, or ask for another time.')
    }
    if (row.archived) throw featureArchived(request.feature)
    checkSize(BigInt(row.cost), 'cost')
    return { cost: BigInt(row.cost), rate: toRate(row) }
  }

  async preview(request: PreviewRequest): Promise<RatePreview> {
    const terms = readRateTerms(request)
    const currency = await this.#currencies.get(request.currency)
    await this.#features.get(request.feature)
    const { rows } = await this.#pool.query<PreviewRow>(PREVIEW, [
      ...valuesOf(request, terms),
      currency.scale,
      checkInstant(request.from, 'beginning'),
      checkInstant(request.to, 'end'),
      request.customer,
    ])
    return toPreview(rows)
  }
}

/** A version's own columns, as the first ten parameters of `ADD` and of `PREVIEW`. */
function valuesOf({ feature, currency }: RateRequest, terms: RateTerms): unknown[] {
  const { dimensions, specificity, dimensionNames, model, prices, limits, per, wholeBlocks } = terms
  return [feature, currency, dimensions, specificity, dimensionNames, model, prices, limits, per, wholeBlocks]
}

function refuseBegun(error: unknown): never {
  if (!(error instanceof DatabaseError && error.code === FINAL)) throw error
  throw new LedgerError(
    'rate_in_effect',
    'Only a rate that begins in more than a minute can be withdrawn. Add a new one in its place.',
  )
}

function noRate(feature: string, currency: string, advice: string): LedgerError {
  return new LedgerError(
    'no_rate',
    `The feature "${feature}" has no rate in ${currency} for this usage at that time. ${advice}`,
  )
}

/** The refusal that a problem of `creditkit.price_of` stands for; undefined for what is none of them. */
export function priceRefusal(problem: string, feature: string, currency: string): LedgerError | undefined {
  switch (problem) {
    case 'unknown_feature':
      return unknownFeature(feature)
    case 'feature_archived':
      return featureArchived(feature)
    case 'no_rate':
      return noRate(feature, currency, 'Add a rate, or give an amount.')
    case 'amount_too_large':
      return new LedgerError('amount_too_large', 'This usage costs more than the ledger can hold.')
    default:
      return undefined
  }
}

/** The refusal of a use with its feature's name, which the database's own has not. */
export function nameFeature(error: unknown, feature: string | null, currency: string): unknown {
  if (!(error instanceof LedgerError) || feature === null || error.code === 'amount_too_large') return error
  return priceRefusal(error.code, feature, currency) ?? error
}

async function now(client: pg.PoolClient): Promise<Date> {
  const { rows } = await client.query<{ now: Date }>('select creditkit.now_ms() as now')
  if (rows[0] === undefined) throw new Error('The database gave no time.')
  return rows[0].now
}

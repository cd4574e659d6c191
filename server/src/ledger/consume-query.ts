import type { Queryable } from '../database/pool.ts'
import type { ConsumeColumns } from './consume-request.ts'

// With names, so that Postgres reads and plans them once for a connection. An outcome comes as one text: with a column
// for each of its fields, the columns cost more than what they hold.

const CONSUME = {
  name: 'creditkit.consume',
  text: `select creditkit.consume($1::integer, $2::text, $3::text, $4::text, $5::text, $6::uuid, $7::bigint,
    $8::text, $9::numeric, $10::bigint, $11::jsonb, $12::timestamptz, $13::text, $14::text, $15::text, $16::jsonb,
    $17::interval)`,
  rowMode: 'array',
}

const CONSUME_MANY = {
  name: 'creditkit.consume_many',
  text: `select outcome from creditkit.consume_many($1::jsonb, $2::interval) as outcome`,
  rowMode: 'array',
}

/**
 * Sends consumptions: one has a statement of its own, several go together.
 *
 * @param lateWindow a Postgres interval
 * @returns an outcome for each, in any order, as text for `readOutcome`
 */
export async function consumeThrough(
  database: Queryable,
  batch: readonly ConsumeColumns[],
  lateWindow: string,
): Promise<string[]> {
  const [only] = batch
  const query =
    batch.length === 1 && only !== undefined
      ? { ...CONSUME, values: valuesOf(only, lateWindow) }
      : { ...CONSUME_MANY, values: [JSON.stringify(numbered(batch)), lateWindow] }
  const { rows } = await database.query<[string]>(query)
  return rows.map(([outcome]) => outcome)
}

function valuesOf(line: ConsumeColumns, lateWindow: string): unknown[] {
  const { customer, currency, resource, key, key_hash, request_hash, feature, quantity, amount } = line
  const { dimensions, occurred_at, when_short, reason, actor, metadata } = line
  const what = [key, key_hash, request_hash, feature, quantity, amount, toJson(dimensions), occurred_at]
  const words = [when_short, reason, actor, toJson(metadata)]
  return [0, customer, currency, resource, ...what, ...words, lateWindow]
}

interface Line extends Omit<
  ConsumeColumns,
  'customer' | 'currency' | 'resource' | 'feature' | 'quantity' | 'amount' | 'dimensions'
> {
  readonly place: number
  /** Numbers among those of the batch, from 1. */
  readonly pool: number
  readonly use: number
}

/** A batch as `creditkit.consume_many` takes it: pools, and what is to be paid for, once each. */
function numbered(batch: readonly ConsumeColumns[]): { pools: object[]; uses: object[]; lines: Line[] } {
  const pools = new Numbered()
  const uses = new Numbered()
  const lines = batch.map((columns, place): Line => {
    const { customer, currency, resource, feature, quantity, amount, dimensions, ...line } = columns
    return {
      place,
      pool: pools.numberOf([customer, currency, resource], { customer, currency, resource }),
      use: uses.numberOf([currency, feature, quantity, amount, toJson(dimensions)], {
        currency,
        feature,
        quantity,
        amount,
        dimensions,
      }),
      ...line,
    }
  })
  return { pools: pools.items, uses: uses.items, lines }
}

class Numbered {
  readonly items: object[] = []
  readonly #numbers = new Map<string, number>()

  /** @returns the item's number, from 1: the same for the same parts */
  numberOf(parts: readonly (string | null)[], item: object): number {
    const key = JSON.stringify(parts)
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    this.#numbers.set(key, this.items.push(item))
    return this.items.length
  }
}

function toJson(value: object | null): string | null {
  return value && JSON.stringify(value)
}

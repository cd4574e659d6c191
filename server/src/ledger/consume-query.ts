import type { TextQuery } from '../database/text-query.ts'
import type { ConsumeColumns } from './consume-request.ts'

// An outcome comes as one text: with a column for each of its fields, the columns cost more than what they hold.

const CONSUME = {
  name: 'creditkit.consume',
  text: `select creditkit.consume($1::integer, $2::text, $3::text, $4::text, $5::text, $6::uuid, $7::bigint,
    $8::text, $9::numeric, $10::bigint, $11::jsonb, $12::timestamptz, $13::text, $14::text, $15::text, $16::jsonb,
    $17::interval)`,
}

const CONSUME_MANY = {
  name: 'creditkit.consume_many',
  text: `select outcome from creditkit.consume_many($1::jsonb, $2::jsonb, $3::integer[], $4::integer[], $5::text[],
    $6::uuid[], $7::bigint[], $8::jsonb[], $9::interval) as outcome`,
}

/**
 * The statement for consumptions: one has its own, several go together. It gives an outcome for each, in any order,
 * as text for `readOutcome`.
 *
 * @param lateWindow a Postgres interval
 */
export function consumeQuery(batch: readonly ConsumeColumns[], lateWindow: string): TextQuery {
  const [only] = batch
  if (batch.length === 1 && only !== undefined) return { ...CONSUME, values: valuesOf(only, lateWindow) }
  return { ...CONSUME_MANY, values: [...arraysOf(batch), lateWindow] }
}

function valuesOf(line: ConsumeColumns, lateWindow: string): (string | null)[] {
  const { customer, currency, resource, key, key_hash, request_hash, feature, quantity, amount } = line
  const { dimensions, occurred_at, when_short, reason, actor, metadata } = line
  return [
    '1',
    customer,
    currency,
    resource,
    key,
    key_hash,
    request_hash,
    feature,
    quantity,
    amount,
    toJson(dimensions),
    occurred_at?.toISOString() ?? null,
    when_short,
    reason ?? null,
    actor ?? null,
    toJson(metadata),
    lateWindow,
  ]
}

/** A batch as `creditkit.consume_many` takes it: pools, and what is to be paid for, once each and named by number. */
function arraysOf(batch: readonly ConsumeColumns[]): string[] {
  const pools = new Numbered()
  const uses = new Numbered()
  const poolNumbers: number[] = []
  const useNumbers: number[] = []
  for (const { customer, currency, resource, feature, quantity, amount, dimensions } of batch) {
    poolNumbers.push(pools.numberOf([customer, currency, resource], { customer, currency, resource }))
    const use = { currency, feature, quantity, amount, dimensions }
    useNumbers.push(uses.numberOf([currency, feature, quantity, amount, toJson(dimensions)], use))
  }
  return [
    JSON.stringify(pools.items),
    JSON.stringify(uses.items),
    `{${poolNumbers.join()}}`,
    `{${useNumbers.join()}}`,
    `{${batch.map(({ key }) => quote(key)).join()}}`,
    `{${batch.map(({ key_hash }) => key_hash).join()}}`,
    `{${batch.map(({ request_hash }) => request_hash).join()}}`,
    `{${batch.map(extraOf).join()}}`,
  ]
}

/** What few consumptions have, as an item of an array. JSON leaves out what is undefined; its null is not SQL's. */
function extraOf({ occurred_at, when_short, reason, actor, metadata }: ConsumeColumns): string {
  const extra = {
    occurred_at,
    when_short: when_short === 'refuse' ? undefined : when_short,
    reason: reason ?? undefined,
    actor: actor ?? undefined,
    metadata: metadata ?? undefined,
  }
  return Object.values(extra).some((field) => field !== undefined) ? quote(JSON.stringify(extra)) : 'null'
}

/** A text as an item of an array. */
function quote(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`
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

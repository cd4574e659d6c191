import type pg from 'pg'
import type { Queryable } from '../database/pool.ts'
import {
  checkAmount,
  checkAttribution,
  checkDuration,
  checkId,
  checkInstant,
  checkMetadata,
} from './checks.ts'
import { readUsage } from './consume-request.ts'
import { normalizeQuantity } from './amount.ts'
import type { Currencies } from './currencies.ts'
import { CURSOR_PARTS, readCursor, readLimit, toPage } from './cursors.ts'
import type { Entries } from './entries.ts'
import { LedgerError } from './errors.ts'
import { nameFeature } from './rates.ts'
import { advanceDue } from './sweep.ts'
import type { Page } from './types/common.ts'
import type {
  Consumption,
  Hold,
  HoldChange,
  HoldExtension,
  HoldFilter,
  HoldRequest,
  SettleRequest,
} from './types/entry.ts'
import type { Holds as HoldsFace } from './types/ledger.ts'
import type { Writes } from './writes.ts'

const COLUMNS = `h.id, h.customer, h.currency, nullif(h.resource, '') as resource, h.status, h.amount,
  coalesce((select sum(s.amount) from creditkit.hold_splits as s
    where s.customer = h.customer and s.hold_id = h.id), 0)::bigint as reserved,
  h.feature, trim_scale(h.quantity)::text as quantity, coalesce(h.dimensions, '{}') as dimensions,
  h.created_at as "createdAt", h.lapses_at as "lapsesAt", h.closed_at as "closedAt",
  h.settled_amount as "settledAmount", h.reason, h.actor, coalesce(h.metadata, '{}') as metadata,
  p.balance, p.balance - p.held as available, p.seq`
const FROM = `from creditkit.holds as h join creditkit.pools as p using (customer, currency, resource)`
const GET = `select ${COLUMNS} ${FROM} where h.customer = $1::text and h.id = $2::uuid`
const LIST = `
  select ${COLUMNS} ${FROM}
  where h.customer = $1::text and ($2::text is null or h.currency = $2::text)
    and ($3::text is null or h.resource = $3::text) and ($4::text is null or h.status = $4::text)
    and ($5::timestamptz is null or (h.created_at, h.id) < ($5::timestamptz, $6::uuid))
  order by h.created_at desc, h.id desc limit $7::integer`
const MAKE = 'select creditkit.make_hold($1::text, $2::text, $3::text, $4::jsonb, $5::text) as id'
const SETTLE = `
  select creditkit.settle_hold($1::text, $2::uuid, $3::bigint, $4::numeric, $5::boolean, $6::text, $7::text,
    $8::jsonb, $9::text) as seq`
const CHANGE = `
  select creditkit.change_hold($1::text, $2::uuid, $3::timestamptz, $4::text, $5::text, $6::text)`

// The time after the lock, which is kept until the change is made.
const AFTER = `
  select ((opened.moment at time zone 'UTC') + $3::interval) at time zone 'UTC' as at
  from creditkit.open_hold($1::text, $2::uuid) as opened`

/** A hold lapses by itself after this long. */
const DEFAULT_LAPSE = 'PT1H'

const ONE_LAPSE = 'Give the lapse as an instant or as a duration, not both.'

/** Credits reserved for work whose cost is known only when it ends. */
export class Holds implements HoldsFace {
  readonly #writes: Writes
  readonly #currencies: Currencies
  readonly #entries: Entries

  constructor(writes: Writes, currencies: Currencies, entries: Entries) {
    this.#writes = writes
    this.#currencies = currencies
    this.#entries = entries
  }

  async create(request: HoldRequest, client?: pg.PoolClient): Promise<Hold> {
    const { customer, currency, resource, ...usage } = readUsage(request)
    const { lapsesAt, lapsesAfter, reason, actor, idempotencyKey } = request
    if (lapsesAt && lapsesAfter !== undefined) {
      throw new LedgerError('invalid_time', ONE_LAPSE)
    }
    checkAttribution(request)
    const columns = JSON.stringify({
      ...usage,
      lapses_at: lapsesAt && checkInstant(lapsesAt, 'lapse'),
      lapses_after: checkDuration(lapsesAfter ?? DEFAULT_LAPSE, 'lapse'),
      reason,
      actor,
      metadata: checkMetadata(request.metadata),
    })
    await this.#currencies.known(currency)
    const write = { customer, operation: 'hold', idempotencyKey, request }
    const making = this.#writes.run(write, client, async (transaction) => {
      const values = [customer, currency, resource, columns, idempotencyKey]
      const { rows } = await transaction.query<{ id: string }>(MAKE, values)
      return await this.#read(transaction, customer, rows[0]?.id ?? '')
    })
    return await making.catch((error: unknown) => {
      throw nameFeature(error, usage.feature, currency)
    })
  }

  async get(customer: string, holdId: string): Promise<Hold> {
    const id = checkId(holdId, 'unknown_hold')
    await advanceDue(this.#writes.pool, customer)
    return await this.#read(this.#writes.pool, customer, id)
  }

  async settle(request: SettleRequest): Promise<Consumption & { readonly hold: Hold }> {
    const id = checkId(request.holdId, 'unknown_hold')
    const { customer, reason, actor, idempotencyKey } = request
    const { amount, quantity } = readWork(request)
    checkAttribution(request)
    const values = [
      customer,
      id,
      amount,
      quantity,
      request.whenShort === 'overdraft',
      reason,
      actor,
      checkMetadata(request.metadata),
      idempotencyKey,
    ]
    const write = { customer, operation: 'settle', idempotencyKey, request }
    const fresh = { replayed: true }
    const settled = await this.#writes.run(write, undefined, async (client) => {
      fresh.replayed = false
      const { rows } = await client.query<{ seq: bigint }>(SETTLE, values)
      const hold = await this.#read(client, customer, id)
      return { entry: await this.#entries.get(hold, rows[0]?.seq ?? 0n, client), hold }
    })
    const { entry, hold } = settled
    const cost = -entry.amount
    const { balance, available, seq } = hold
    return { entry, hold, cost, amount: cost, balance, held: balance - available, available, seq, ...fresh }
  }

  async release(request: HoldChange, client?: pg.PoolClient): Promise<Hold> {
    return await this.#change('release', request, null, client)
  }

  async extend(request: HoldExtension): Promise<Hold> {
    const { lapsesAt, lapsesAfter } = request
    const lapse =
      lapsesAfter === undefined
        ? lapsesAt && checkInstant(lapsesAt, 'lapse')
        : checkDuration(lapsesAfter, 'lapse')
    if (!lapse || (lapsesAt && lapsesAfter !== undefined)) throw new LedgerError('invalid_time', ONE_LAPSE)
    return await this.#change('extend-hold', request, lapse)
  }

  async list(customer: string, filter: HoldFilter = {}): Promise<Page<Hold>> {
    const limit = readLimit(filter.limit)
    const place = readCursor(filter.cursor, [CURSOR_PARTS.instant, CURSOR_PARTS.uuid]) ?? [null, null]
    await advanceDue(this.#writes.pool, customer)
    const values = [customer, filter.currency, filter.resource, filter.status, ...place, limit + 1]
    const { rows } = await this.#writes.pool.query<Hold>(LIST, values)
    return toPage(
      rows,
      limit,
      (hold) => hold,
      (hold) => [hold.createdAt.toISOString(), hold.id],
    )
  }

  /** @param lapse when, or after which duration from now; null: at once */
  async #change(
    operation: string,
    request: HoldChange,
    lapse: Date | string | null,
    client?: pg.PoolClient,
  ): Promise<Hold> {
    const id = checkId(request.holdId, 'unknown_hold')
    const { customer, reason, actor, idempotencyKey } = request
    checkAttribution(request)
    const write = { customer, operation, idempotencyKey, request }
    return await this.#writes.run(write, client, async (transaction) => {
      const lapsesAt = typeof lapse === 'string' ? await readAfter(transaction, customer, id, lapse) : lapse
      await transaction.query(CHANGE, [customer, id, lapsesAt, reason, actor, idempotencyKey])
      return await this.#read(transaction, customer, id)
    })
  }

  async #read(database: Queryable, customer: string, id: string): Promise<Hold> {
    const { rows } = await database.query<Hold>(GET, [customer, id])
    const [hold] = rows
    if (hold === undefined)
      throw new LedgerError('unknown_hold', 'This customer has no such hold. Check the id.')
    return hold
  }
}

/** What the work came to. A quantity of zero is an amount of zero, at whichever rate; neither is the whole hold. */
function readWork({ amount, quantity }: SettleRequest): { amount?: bigint; quantity?: string } {
  if (amount !== undefined && quantity !== undefined) {
    throw new LedgerError('invalid_value', 'Settle an amount or a quantity, not both.')
  }
  if (amount === 0n || /^0+(\.0+)?$/.test(quantity ?? '')) return { amount: 0n }
  if (amount !== undefined) return { amount: checkAmount(amount) }
  return quantity === undefined ? {} : { quantity: normalizeQuantity(quantity) }
}

async function readAfter(
  client: pg.PoolClient,
  customer: string,
  id: string,
  duration: string,
): Promise<Date> {
  const { rows } = await client.query<{ at: Date }>(AFTER, [customer, id, duration])
  if (rows[0] === undefined) throw new Error('The database gave no time.')
  return rows[0].at
}

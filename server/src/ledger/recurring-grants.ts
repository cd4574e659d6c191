import {
  checkAmount,
  checkAttribution,
  checkDuration,
  checkId,
  checkInstant,
  checkMetadata,
  checkTimeZone,
} from './checks.ts'
import type { Currencies } from './currencies.ts'
import { LedgerError } from './errors.ts'
import { readTerms } from './grant-request.ts'
import { toMoney } from './grant-rows.ts'
import { readPoolKey } from './pool-key.ts'
import { advanceDue } from './sweep.ts'
import type { Category, Metadata } from './types/common.ts'
import type { RecurringGrant, RecurringGrantRequest, RecurringPeriod, Rollover } from './types/grant.ts'
import type { RecurringGrants as RecurringGrantsFace } from './types/ledger.ts'
import type { Writes } from './writes.ts'

const COLUMNS = `id, customer, currency, resource, amount, category, priority, features, cost_amount, cost_currency,
  cost_scale, period_unit, period_count, time_zone, rollover, rollover_cap, starts_at,
  nullif(ends_at, 'infinity') as ends_at, nullif(next_at, 'infinity') as next_at, created_at, metadata`
const LIST = `
  select ${COLUMNS} from creditkit.recurring_grants
  where customer = $1::text and ($2::uuid is null or id = $2::uuid) order by created_at, id`
const MAKE = 'select creditkit.make_recurring($1::text, $2::text, $3::text, $4::jsonb) as id'
const END = 'select creditkit.end_recurring($1::text, $2::uuid) as id'

interface RecurringRow {
  readonly id: string
  readonly customer: string
  readonly currency: string
  readonly resource: string
  readonly amount: bigint
  readonly category: Category
  readonly priority: number
  readonly features: readonly string[] | null
  readonly cost_amount: bigint | null
  readonly cost_currency: string | null
  readonly cost_scale: number | null
  readonly period_unit: RecurringPeriod['unit']
  readonly period_count: number
  readonly time_zone: string
  readonly rollover: Rollover['kind']
  readonly rollover_cap: bigint | null
  readonly starts_at: Date
  readonly ends_at: Date | null
  readonly next_at: Date | null
  readonly created_at: Date
  readonly metadata: Metadata | null
}

const UNITS = ['day', 'week', 'month', 'year']

/** Grants that are made again at every turn of a calendar period. */
export class RecurringGrants implements RecurringGrantsFace {
  readonly #writes: Writes
  readonly #currencies: Currencies

  constructor(writes: Writes, currencies: Currencies) {
    this.#writes = writes
    this.#currencies = currencies
  }

  async create(request: RecurringGrantRequest): Promise<RecurringGrant> {
    const { customer, currency, resource } = readPoolKey(request)
    const { idempotencyKey } = request
    const columns = toColumns(request)
    await this.#currencies.known(currency)
    const write = { customer, operation: 'recurring-grant', idempotencyKey, request }
    return await this.#writes.run(write, undefined, async (client) => {
      const { rows } = await client.query<{ id: string }>(MAKE, [customer, currency, resource, columns])
      return only((await client.query<RecurringRow>(LIST, [customer, rows[0]?.id])).rows)
    })
  }

  async end(request: { readonly customer: string; readonly id: string }): Promise<RecurringGrant> {
    const id = checkId(request.id, 'unknown_recurring_grant')
    const write = { customer: request.customer, operation: 'end', idempotencyKey: undefined, request }
    return await this.#writes.run(write, undefined, async (client) => {
      await client.query(END, [request.customer, id])
      return only((await client.query<RecurringRow>(LIST, [request.customer, id])).rows)
    })
  }

  async list(customer: string): Promise<RecurringGrant[]> {
    await advanceDue(this.#writes.pool, customer)
    return (await this.#writes.pool.query<RecurringRow>(LIST, [customer, null])).rows.map(toRecurringGrant)
  }
}

function toColumns(request: RecurringGrantRequest): string {
  const { period, rollover = { kind: 'none' }, startsAt, endsAt } = request
  if (
    !UNITS.includes(period.unit) ||
    !Number.isInteger(period.count) ||
    period.count < 1 ||
    period.count > 1000
  ) {
    throw new LedgerError('invalid_value', 'A period is 1 to 1000 days, weeks, months or years.')
  }
  if (!['none', 'all', 'up_to'].includes(rollover.kind)) {
    throw new LedgerError('invalid_value', 'Credits left roll over "none", "all" or "up_to" a cap.')
  }
  checkDuration(`P${period.count}${period.unit.charAt(0).toUpperCase()}`, 'end of the first period', startsAt)
  checkAttribution(request)
  return JSON.stringify({
    amount: checkAmount(request.amount).toString(),
    ...readTerms(request),
    period_unit: period.unit,
    period_count: period.count,
    time_zone: checkTimeZone(request.timeZone ?? 'UTC'),
    rollover: rollover.kind,
    rollover_cap: rollover.kind === 'up_to' ? checkAmount(rollover.cap, 'cap').toString() : null,
    starts_at: startsAt && checkInstant(startsAt, 'start'),
    ends_at: endsAt && checkInstant(endsAt, 'end'),
    reason: request.reason,
    actor: request.actor,
    metadata: checkMetadata(request.metadata),
  })
}

function only(rows: readonly RecurringRow[]): RecurringGrant {
  const [row] = rows
  if (row === undefined) throw new Error('The database gave no recurring grant.')
  return toRecurringGrant(row)
}

function toRecurringGrant(row: RecurringRow): RecurringGrant {
  return {
    id: row.id,
    customer: row.customer,
    currency: row.currency,
    resource: row.resource || null,
    amount: row.amount,
    category: row.category,
    priority: row.priority,
    features: row.features,
    costBasis: toMoney(row),
    period: { unit: row.period_unit, count: row.period_count },
    timeZone: row.time_zone,
    rollover:
      row.rollover === 'up_to' ? { kind: 'up_to', cap: row.rollover_cap ?? 0n } : { kind: row.rollover },
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    nextAt: row.next_at,
    createdAt: row.created_at,
    metadata: row.metadata ?? {},
  }
}

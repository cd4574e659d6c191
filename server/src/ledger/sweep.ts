import type pg from 'pg'
import { LedgerError } from './errors.ts'
import { canRunAgain, isBadValue, toLedgerError } from './refusals.ts'

export interface SweepOptions {
  /** Pools brought up to date at most. */
  readonly limit?: number
  /** Also for pools that a transaction under way holds; or they are left to whoever comes next. */
  readonly wait?: boolean
}

export interface Swept {
  readonly advanced: number
  /** Why a pool could not be brought up to date: whoever asks for that one alone is told the same. */
  readonly failures: readonly unknown[]
}

interface Due {
  readonly customer: string
  readonly currency: string
  readonly resource: string
  readonly at: string
}

const PAGE = 1000

const DUE = `
  select customer, currency, resource, next_change_at::text as at from creditkit.pools
  where next_change_at <= creditkit.now_ms()
    and ($2::timestamptz is null or (next_change_at, customer, currency, resource)
      > ($2::timestamptz, $3::text, $4::text, $5::text))
  order by next_change_at, customer, currency, resource limit $1::integer`

const OPEN = `
  select case when $4::boolean
      or pg_try_advisory_xact_lock(creditkit.pool_lock_number($1::text, $2::text, $3::text))
    then (creditkit.current_pool($1::text, $2::text, $3::text)).seq end as seq`

const ADVANCE = { name: 'creditkit.advance_due', text: 'select creditkit.advance_due($1::text)' }

/** Writes what is due in a customer's pools: who lists something of them does it first. */
export async function advanceDue(pool: pg.Pool, customer: string): Promise<void> {
  await pool.query({ ...ADVANCE, values: [customer] })
}

/**
 * Writes what is due in pools: expiries, activations, lapses, recurring grants. Each pool in a transaction of its own,
 * so that no lock is held while another is waited for, and that one which cannot be brought up to date holds up no
 * other.
 */
export async function sweepPools(pool: pg.Pool, options: SweepOptions = {}): Promise<Swept> {
  const { limit = Number.POSITIVE_INFINITY, wait = false } = options
  const failures: unknown[] = []
  let advanced = 0
  let last: Due | undefined
  do {
    const page = Math.min(PAGE, limit - advanced)
    const place = [last?.at, last?.customer, last?.currency, last?.resource]
    // oxlint-disable no-await-in-loop -- in the background there is no hurry
    const { rows } = await pool.query<Due>(DUE, [page, ...place])
    for (const { customer, currency, resource } of rows) {
      try {
        const opened = await pool.query<{ seq: bigint | null }>(OPEN, [customer, currency, resource, wait])
        if (opened.rows[0]?.seq !== null) advanced += 1
      } catch (error) {
        const failure = toLedgerError(error)
        if (!isOfOnePool(failure)) throw failure
        failures.push(failure)
      }
    }
    // oxlint-enable no-await-in-loop
    last = rows.length < page ? undefined : rows.at(-1)
  } while (last !== undefined && advanced < limit)
  return { advanced, failures }
}

/**
 * The same for whoever says something of all pools, which has to add up.
 *
 * @returns how many pools were brought up to date.
 * @throws what one of the pools failed with.
 */
export async function sweepWholly(pool: pg.Pool): Promise<number> {
  const { advanced, failures } = await sweepPools(pool, { wait: true })
  if (failures.length > 0) throw failures[0]
  return advanced
}

/** A refusal, a lost race, or a row that does not add up; not a lost connection or a full disk. */
function isOfOnePool(failure: unknown): boolean {
  return failure instanceof LedgerError || canRunAgain(failure) || isBadValue(failure)
}

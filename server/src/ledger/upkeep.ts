import type pg from 'pg'
import { LedgerError } from './errors.ts'
import type { Notifier } from './notifier.ts'
import { toLedgerError } from './refusals.ts'

// Each pool in a transaction of its own, so that no lock is held while another is waited for.
const DUE = `
  select customer, currency, resource from creditkit.pools
  where next_change_at <= creditkit.now_ms() order by next_change_at limit $1::integer`
const OPEN = `select seq from creditkit.current_pool($1::text, $2::text, $3::text)`

const NEXT = `select nullif(min(next_change_at), 'infinity') as at from creditkit.pools where next_change_at < 'infinity'`

const PRUNE = `
  delete from creditkit.idempotency_keys as k
  using (
    select customer, key_hash from creditkit.idempotency_keys
    where created_at < creditkit.now_ms() - $1::interval limit 10000
  ) as old
  where k.customer = old.customer and k.key_hash = old.key_hash`

const LARGEST_SWEEP = 1000

/** What has to be done from time to time. Nothing that the ledger answers depends on its being done. */
export class Upkeep {
  readonly #pool: pg.Pool
  readonly #notifier: Notifier
  readonly #keyRetention: number

  constructor(pool: pg.Pool, notifier: Notifier, keyRetention: number) {
    this.#pool = pool
    this.#notifier = notifier
    this.#keyRetention = keyRetention
  }

  /** @throws LedgerError if a pool cannot be brought up to date; all others have been by then. */
  async sweep(limit = LARGEST_SWEEP): Promise<number> {
    const { advanced, refusals } = await this.#advance(limit)
    if (refusals.length > 0) throw refusals[0]
    return advanced
  }

  /** Brings every pool up to date that is due and can be: what one refuses, it tells those who ask for it alone. */
  async sweepAll(): Promise<void> {
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop -- one thousand after another
      const { advanced, refusals } = await this.#advance(LARGEST_SWEEP)
      if (advanced === 0 || advanced + refusals.length < LARGEST_SWEEP) return
    }
  }

  async #advance(limit: number): Promise<{ readonly advanced: number; readonly refusals: LedgerError[] }> {
    const { rows } = await this.#pool.query<{ customer: string; currency: string; resource: string }>(DUE, [
      limit,
    ])
    const refusals: LedgerError[] = []
    for (const { customer, currency, resource } of rows) {
      try {
        // oxlint-disable-next-line no-await-in-loop -- in the background there is no hurry
        await this.#pool.query(OPEN, [customer, currency, resource])
      } catch (error) {
        const refusal = toLedgerError(error)
        if (!(refusal instanceof LedgerError)) throw error
        refusals.push(refusal)
      }
    }
    if (rows.length > refusals.length) this.#notifier.notify()
    return { advanced: rows.length - refusals.length, refusals }
  }

  async nextChangeAt(): Promise<Date | null> {
    return (await this.#pool.query<{ at: Date | null }>(NEXT)).rows[0]?.at ?? null
  }

  async pruneKeys(): Promise<number> {
    const { rowCount } = await this.#pool.query(PRUNE, [`${this.#keyRetention} milliseconds`])
    return rowCount ?? 0
  }
}

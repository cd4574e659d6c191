import type pg from 'pg'
import type { Notifier } from './notifier.ts'
import { type SweepOptions, sweepPools, sweepWholly, type Swept } from './sweep.ts'

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

  /** @throws what one of the pools failed with; all others have been brought up to date by then. */
  async sweep(limit = LARGEST_SWEEP): Promise<number> {
    const { advanced, failures } = await this.#sweep({ limit })
    if (failures.length > 0) throw failures[0]
    return advanced
  }

  /** Brings every pool up to date that is due and can be now. */
  async sweepAll(): Promise<void> {
    await this.#sweep({})
  }

  /** @throws what one of the pools failed with: what is said of all would not add up. */
  async sweepWholly(): Promise<void> {
    if ((await sweepWholly(this.#pool)) > 0) this.#notifier.notify()
  }

  async #sweep(options: SweepOptions): Promise<Swept> {
    const swept = await sweepPools(this.#pool, options)
    if (swept.advanced > 0) this.#notifier.notify()
    return swept
  }

  async nextChangeAt(): Promise<Date | null> {
    return (await this.#pool.query<{ at: Date | null }>(NEXT)).rows[0]?.at ?? null
  }

  async pruneKeys(): Promise<number> {
    const { rowCount } = await this.#pool.query(PRUNE, [`${this.#keyRetention} milliseconds`])
    return rowCount ?? 0
  }
}

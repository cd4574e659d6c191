import type pg from 'pg'
import { RATE_COLUMNS, type RateRow, toRate } from './rate-rows.ts'

const GET = `select ${RATE_COLUMNS} from creditkit.rates where id = $1::uuid`

/** The words for rate versions. Versions never change, so each is read once. */
export class RateNames {
  readonly #pool: pg.Pool
  readonly #descriptions = new Map<string, string>()

  constructor(pool: pg.Pool) {
    this.#pool = pool
  }

  /** Makes sure that `get` knows the version. */
  async learn(rateId: string): Promise<void> {
    if (this.#descriptions.has(rateId)) return
    const { rows } = await this.#pool.query<RateRow>(GET, [rateId])
    this.#descriptions.set(rateId, toRate(rows[0]).description)
  }

  get(rateId: string): string {
    return this.#descriptions.get(rateId) ?? ''
  }
}

import { createHash } from 'node:crypto'
import type pg from 'pg'
import { ProblemError } from './problems.ts'
import { Answer, answered } from './answer.ts'

/** After this long without an answer the server that had the request is taken for dead. */
const abandonedAfterSeconds = 60
const keptDays = 30

const claimSql = `
  -- The right to carry out a request: its first time, or after the one who had it died.
  insert into creditkit.idempotent_requests as r (caller, key, request_hash)
  values ($1::text, $2::text, $3::bytea)
  on conflict (caller, key) do update set started_at = creditkit.now_ms()
    where r.status is null and r.request_hash = excluded.request_hash
      and r.started_at < now() - $4::integer * interval '1 second'
  returning key`

const findSql = `
  -- What became of the request that came first.
  select request_hash, status, answer from creditkit.idempotent_requests where caller = $1::text and key = $2::text`

const keepSql = `
  -- The answer, for retries.
  update creditkit.idempotent_requests set status = $3::integer, answer = $4::jsonb
  where caller = $1::text and key = $2::text`

const releaseSql = `
  -- Nothing was done: the key may be used again.
  delete from creditkit.idempotent_requests where caller = $1::text and key = $2::text and status is null`

const pruneSql = `
  -- Keys that are past their time.
  delete from creditkit.idempotent_requests where started_at < now() - $1::integer * interval '1 day'`

interface Row {
  request_hash: Buffer
  status: number | null
  answer: unknown
}

export interface KeyedRequest {
  readonly caller: string
  readonly key: string
  /** Everything that makes it this request and no other. */
  readonly request: unknown
}

/** Carries a request out once for each key, for writes that no other room keeps keys of. */
export class IdempotentRequests {
  readonly #pool: pg.Pool

  constructor(pool: pg.Pool) {
    this.#pool = pool
  }

  /**
   * The answer of `run`, or the one that it gave before to the same request.
   * @throws ProblemError where the key belongs to another request, or to one that is still running
   */
  async once(
    { caller, key, request }: KeyedRequest,
    run: () => Promise<Answer<unknown> | typeof answered>,
  ): Promise<Answer<unknown> | typeof answered> {
    const hash = createHash('sha256').update(JSON.stringify(request)).digest()
    const claim = await this.#pool.query(claimSql, [caller, key, hash, abandonedAfterSeconds])
    if (claim.rowCount === 0) return await this.#earlier(caller, key, hash)
    try {
      const answer = await run()
      if (answer !== answered) {
        await this.#pool.query(keepSql, [caller, key, answer.status, JSON.stringify(answer.body ?? null)])
      }
      return answer
    } catch (error) {
      await this.#pool.query(releaseSql, [caller, key])
      throw error
    }
  }

  async prune(): Promise<void> {
    await this.#pool.query(pruneSql, [keptDays])
  }

  async #earlier(caller: string, key: string, hash: Buffer): Promise<Answer<unknown>> {
    const { rows } = await this.#pool.query<Row>(findSql, [caller, key])
    const [row] = rows
    if (row && !row.request_hash.equals(hash)) throw new ProblemError('idempotency_key_reused')
    if (!row || row.status === null)
      throw new ProblemError('idempotency_key_in_use', undefined, { retryAfter: 1 })
    return new Answer(row.status, row.answer)
  }
}

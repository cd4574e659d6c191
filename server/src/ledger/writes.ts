import type pg from 'pg'
import { withTransaction } from '../database/transaction.ts'
import { decodeAnswer, encodeAnswer } from './answer-codec.ts'
import { LedgerError, type LedgerErrorCode, type LedgerErrorDetails } from './errors.ts'
import type { Notifier } from './notifier.ts'
import { isStoredRefusal, pastRaces, toLedgerError } from './refusals.ts'
import { canonicalText, eightByteHash, shortHash } from './request-hash.ts'

/** A write of which a repetition with the same key does nothing but give the first one's answer. */
export interface Write {
  readonly customer: string
  readonly operation: string
  readonly idempotencyKey: string | undefined
  /** What has to be the same for the key to mean the same. */
  readonly request: unknown
}

interface StoredKey {
  readonly request_hash: string
  readonly answer: { readonly result?: unknown; readonly refusal?: StoredRefusal } | null
}

interface StoredRefusal {
  readonly code: LedgerErrorCode
  readonly message: string
  readonly details: unknown
}

const CLAIM_KEY = `
  insert into creditkit.idempotency_keys (customer, key_hash, request_hash, created_at)
  values ($1::text, $2::uuid, $3::bigint, creditkit.now_ms())
  on conflict (customer, key_hash) do nothing`

const READ_KEY = `
  select request_hash::text as request_hash, answer
  from creditkit.idempotency_keys where customer = $1::text and key_hash = $2::uuid`

const STORE_ANSWER = `
  update creditkit.idempotency_keys set answer = $3::jsonb
  where customer = $1::text and key_hash = $2::uuid`

/** Runs writes: each in a transaction, its own or the caller's, once for each idempotency key. */
export class Writes {
  readonly pool: pg.Pool
  readonly #notifier: Notifier

  constructor(pool: pg.Pool, notifier: Notifier) {
    this.pool = pool
    this.#notifier = notifier
  }

  /** @param client an open transaction of the caller, who notifies the outbox after its commit. */
  async run<Result>(
    write: Write,
    client: pg.PoolClient | undefined,
    work: (client: pg.PoolClient) => Promise<Result>,
  ): Promise<Result> {
    const result =
      client === undefined ? await this.#inOwnTransaction(write, work) : await once(client, write, work)
    if (result instanceof LedgerError) throw result
    return result
  }

  async #inOwnTransaction<Result>(
    write: Write,
    work: (client: pg.PoolClient) => Promise<Result>,
  ): Promise<Result | LedgerError> {
    const result = await pastRaces(() => withTransaction(this.pool, (client) => once(client, write, work)))
    this.#notifier.notify()
    return result
  }
}

/** A refusal is returned, not thrown, so that the transaction which stores it is committed. */
async function once<Result>(
  client: pg.PoolClient,
  write: Write,
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result | LedgerError> {
  if (write.idempotencyKey === undefined) return await translated(() => work(client))
  const keyHash = shortHash(write.idempotencyKey)
  const requestHash = eightByteHash(`${write.operation}\n${canonicalText(write.request)}`)
  const claim = await client.query(CLAIM_KEY, [write.customer, keyHash, requestHash])
  if (claim.rowCount === 0) return await replay<Result>(client, write.customer, keyHash, requestHash)
  await client.query('savepoint creditkit_write')
  try {
    const result = await translated(() => work(client))
    await client.query('release savepoint creditkit_write')
    await client.query(STORE_ANSWER, [write.customer, keyHash, encodeAnswer({ result })])
    return result
  } catch (error) {
    if (!(error instanceof LedgerError) || !isStoredRefusal(error)) throw error
    const { code, message, details } = error
    await client.query('rollback to savepoint creditkit_write')
    await client.query(STORE_ANSWER, [
      write.customer,
      keyHash,
      encodeAnswer({ refusal: { code, message, details } }),
    ])
    return error
  }
}

async function replay<Result>(
  client: pg.PoolClient,
  customer: string,
  keyHash: string,
  requestHash: string,
): Promise<Result | LedgerError> {
  const { rows } = await client.query<StoredKey>(READ_KEY, [customer, keyHash])
  const [stored] = rows
  if (stored?.request_hash !== requestHash) throw keyReused()
  const refusal = stored.answer?.refusal
  if (refusal !== undefined) {
    const details = decodeAnswer(refusal.details) as LedgerErrorDetails
    return new LedgerError(refusal.code, refusal.message, { ...details, replayed: true })
  }
  return decodeAnswer(stored.answer?.result) as Result
}

export function keyReused(): LedgerError {
  return new LedgerError(
    'idempotency_key_reused',
    'This idempotency key was used for another request. Use a new key for a new request.',
  )
}

/** Errors of Postgres that are refusals become LedgerErrors. */
export async function translated<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    throw toLedgerError(error)
  }
}

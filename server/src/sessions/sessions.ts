import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { Revocations } from './revocations.ts'
import type { SessionClaims, SessionScope, Tokens } from './tokens.ts'

const defaultSeconds = 600

export interface NewSession {
  readonly customer: string
  /** An allowed origin; whoever calls has checked that. */
  readonly origin: string
  readonly scopes?: readonly SessionScope[] | undefined
  /** Seconds, at most an hour. */
  readonly expiresIn?: number | undefined
  readonly apiKeyId: string
  readonly idempotencyKey?: string | undefined
}

export interface CreatedSession extends SessionClaims {
  readonly token: string
}

/** The same Idempotency-Key came with another request. */
export class SessionKeyReusedError extends Error {
  override readonly name = 'SessionKeyReusedError'
}

const createSql = `
  -- The customer, known from here on if not before, and a session with the customer's present epoch.
  with customer as (
    insert into creditkit.customers (id) values ($1::text)
    on conflict (id) do update set id = excluded.id
    returning session_epoch
  )
  insert into creditkit.sessions (customer, origin, scopes, epoch, api_key_id, expires_at, idempotency_key, body_hash)
  select $1::text, $2::text, $3::text[], session_epoch, $4::uuid,
         date_trunc('second', now()) + $5::integer * interval '1 second', $6::text, $7::bytea
  from customer
  on conflict (customer, idempotency_key) where idempotency_key is not null do nothing
  returning id, epoch, expires_at`

const findSql = `
  -- The session that an earlier request with the same key made.
  select id, epoch, expires_at, body_hash
  from creditkit.sessions
  where customer = $1::text and idempotency_key = $2::text`

const revokeSql = `
  -- One session; servers hear of it when this commits.
  with revoked as (
    update creditkit.sessions set revoked_at = coalesce(revoked_at, now())
    where id = $1::uuid
    returning customer, id
  ), told as (
    insert into creditkit.revocations (customer, session_id) select customer, id from revoked
  )
  select pg_notify('creditkit_revoked', 'sessions') from revoked`

const revokeAllSql = `
  -- Every session of a customer, by raising the epoch that tokens must have.
  with raised as (
    update creditkit.customers set session_epoch = session_epoch + 1
    where id = $1::text
    returning id, session_epoch
  ), told as (
    insert into creditkit.revocations (customer, epoch) select id, session_epoch from raised
  )
  select pg_notify('creditkit_revoked', 'sessions') from raised`

interface SessionRow {
  id: string
  epoch: number
  expires_at: Date
  body_hash?: Buffer
}

/** Makes sessions for browsers and takes them back. */
export class Sessions {
  readonly #pool: pg.Pool
  readonly #tokens: Tokens
  readonly #revocations: Revocations

  constructor(pool: pg.Pool, tokens: Tokens, revocations: Revocations) {
    this.#pool = pool
    this.#tokens = tokens
    this.#revocations = revocations
  }

  /** @throws SessionKeyReusedError */
  async create(request: NewSession): Promise<CreatedSession> {
    const scopes = request.scopes ?? ['read', 'purchase']
    const seconds = request.expiresIn ?? defaultSeconds
    const key = request.idempotencyKey ?? null
    const hash = createHash('sha256')
      .update(JSON.stringify([request.customer, request.origin, scopes, seconds]))
      .digest()
    const { rows } = await this.#pool.query<SessionRow>(createSql, [
      request.customer,
      request.origin,
      scopes,
      request.apiKeyId,
      seconds,
      key,
      hash,
    ])
    const row = rows[0] ?? (await this.#earlier(request.customer, key, hash))
    const claims: SessionClaims = {
      id: row.id,
      customer: request.customer,
      scopes,
      origin: request.origin,
      epoch: row.epoch,
      expiresAt: row.expires_at,
    }
    return { ...claims, token: await this.#tokens.sign(claims) }
  }

  /** @returns whether there is such a session */
  async revoke(id: string): Promise<boolean> {
    const { rowCount } = await this.#pool.query(revokeSql, [id])
    await this.#revocations.refresh()
    return rowCount !== 0
  }

  /** @returns whether there is such a customer */
  async revokeAll(customer: string): Promise<boolean> {
    const { rowCount } = await this.#pool.query(revokeAllSql, [customer])
    await this.#revocations.refresh()
    return rowCount !== 0
  }

  async #earlier(customer: string, key: string | null, hash: Buffer): Promise<SessionRow> {
    const { rows } = await this.#pool.query<SessionRow>(findSql, [customer, key])
    const row = rows[0]
    if (!row) throw new Error('A session could be neither made nor found.')
    if (!row.body_hash?.equals(hash))
      throw new SessionKeyReusedError('The Idempotency-Key was used for another session.')
    return row
  }
}

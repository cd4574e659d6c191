import { createHash, randomBytes } from 'node:crypto'
import type pg from 'pg'
import { withTransaction } from '../database/transaction.ts'

export const keyScopes = ['read', 'sessions', 'ledger', 'catalogue'] as const
/** `read` everything, make `sessions`, change the `ledger` and customers, change the `catalogue`. */
export type KeyScope = (typeof keyScopes)[number]

export interface ApiKey {
  readonly id: string
  readonly name: string
  readonly scopes: readonly KeyScope[]
}

export interface ApiKeyDetails extends ApiKey {
  /** The first characters, to tell keys apart. */
  readonly hint: string
  readonly createdAt: Date
  readonly lastUsedAt: Date | null
}

/** A key's mistake that a person can put right. */
export class ApiKeyError extends Error {
  override readonly name = 'ApiKeyError'
}

/** Two at once let a key be replaced without a gap; more would only be forgotten ones. */
const mostAliveOfAName = 2
const rememberedMilliseconds = 10_000
const mostRemembered = 1000

const lockSql = `
  -- Alone and first, so that the count below sees whoever had the lock before.
  select pg_advisory_xact_lock(hashtextextended('creditkit key ' || $1::text, 0))`

const createSql = `
  -- A key, unless its name has as many as it may have.
  insert into creditkit.api_keys (name, hash, hint, scopes)
  select $1::text, $2::bytea, $3::text, $4::text[]
  where (select count(*) from creditkit.api_keys where name = $1::text and revoked_at is null) < $5::integer`

const findSql = `
  -- A living key by its hash.
  select id, name, scopes from creditkit.api_keys where hash = $1::bytea and revoked_at is null`

const noteUseSql = `
  -- When a key was last used, to the minute.
  update creditkit.api_keys set last_used_at = now()
  where id = $1::uuid and (last_used_at is null or last_used_at < now() - interval '1 minute')`

const listSql = `
  -- The living keys.
  select id, name, scopes, hint, created_at as "createdAt", last_used_at as "lastUsedAt"
  from creditkit.api_keys where revoked_at is null order by name, created_at`

const revokeSql = `
  -- The end of a key; servers hear of it when this commits.
  with revoked as (
    update creditkit.api_keys set revoked_at = now() where id = $1::uuid and revoked_at is null returning id
  )
  select pg_notify('creditkit_revoked', 'api_keys') from revoked`

/** The host's secret keys. Only their hashes are kept. */
export class ApiKeys {
  readonly #pool: pg.Pool
  readonly #found = new Map<string, { key: Promise<ApiKey | undefined>; until: number }>()

  constructor(pool: pg.Pool) {
    this.#pool = pool
  }

  /**
   * Makes a key.
   * @returns the secret, which is nowhere else from then on
   * @throws ApiKeyError where the name has two living keys
   */
  async create(name: string, scopes: readonly KeyScope[] = keyScopes): Promise<string> {
    const secret = `sk_${randomBytes(32).toString('base64url')}`
    const values = [name, hashOf(secret), secret.slice(0, 8), scopes, mostAliveOfAName]
    const { rowCount } = await withTransaction(this.#pool, async (client) => {
      await client.query(lockSql, [name])
      return await client.query(createSql, values)
    })
    if (rowCount === 0) {
      throw new ApiKeyError(`"${name}" has ${mostAliveOfAName} keys already: revoke one of them first.`)
    }
    return secret
  }

  /** The living key with this secret. */
  async find(secret: string): Promise<ApiKey | undefined> {
    if (!/^sk_[\w-]{43}$/.test(secret)) return undefined
    const hash = hashOf(secret)
    const name = hash.toString('base64')
    const now = Date.now()
    let found = this.#found.get(name)
    if (!found || found.until <= now) {
      // The promise is kept, so that many calls at once ask the database once.
      found = { key: this.#read(hash), until: now + rememberedMilliseconds }
      if (this.#found.size >= mostRemembered) this.#found.clear()
      this.#found.set(name, found)
    }
    try {
      const key = await found.key
      // Wrong secrets are not kept: there is no end to them.
      if (!key) this.#found.delete(name)
      return key
    } catch (error) {
      this.#found.delete(name)
      throw error
    }
  }

  async list(): Promise<ApiKeyDetails[]> {
    return (await this.#pool.query<ApiKeyDetails>(listSql)).rows
  }

  /** @returns whether there was such a living key */
  async revoke(id: string): Promise<boolean> {
    const { rowCount } = await this.#pool.query(revokeSql, [id])
    this.forget()
    return rowCount !== 0
  }

  async #read(hash: Buffer): Promise<ApiKey | undefined> {
    const { rows } = await this.#pool.query<ApiKey>(findSql, [hash])
    const [key] = rows
    if (key) await this.#pool.query(noteUseSql, [key.id])
    return key
  }

  /** Reads every key again at its next use. */
  forget(): void {
    this.#found.clear()
  }
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

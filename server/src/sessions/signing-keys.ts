import { exportJWK, generateKeyPair, importJWK, type CryptoKey, type JWK } from 'jose'
import type pg from 'pg'
import { withTransaction } from '../database/transaction.ts'
import { Readings } from './readings.ts'

/** The longest life of a token; keys and revocations are kept a little longer. */
export const longestSessionSeconds = 3600

/** A new key is published this long before it signs: others may keep a copy of the key set for five minutes. */
const publishedBeforeSeconds = 600
const publishedAfterSeconds = longestSessionSeconds + 300

/** How long a server goes by what it read. Below `publishedBeforeSeconds`, so that no server signs with a key too late. */
const rereadAfterMilliseconds = 30_000

/** An unknown key id makes the keys be read again, but not more often than this: ids in tokens cost nothing to invent. */
const rereadUnknownAfterMilliseconds = 1000

interface KeyRow {
  id: string
  public_key: JWK
  private_key: JWK
  signs_from: Date
}

interface KeySet {
  publicKeys: Map<string, CryptoKey>
  published: JWK[]
  signing: { id: string; key: CryptoKey }
}

const readSql = `
  -- The keys to publish, newest first: those to come, the one that signs, and those whose tokens may still live.
  with numbered as (
    select id, public_key, private_key, signs_from,
           lead(signs_from) over (order by signs_from, id) as replaced_at
    from creditkit.signing_keys
    where revoked_at is null
  )
  select id, public_key, private_key, signs_from
  from numbered
  where replaced_at is null or replaced_at > now() - $1::integer * interval '1 second'
  order by signs_from desc, id desc`

const insertSql = `
  -- A new key. The lock makes servers that start together agree on one first key.
  insert into creditkit.signing_keys (id, public_key, private_key, signs_from)
  select $1::text, $2::jsonb, $3::jsonb,
         case when exists (select from creditkit.signing_keys where revoked_at is null) then now() + $4::integer * interval '1 second' else now() end
  where $5::boolean or not exists (select from creditkit.signing_keys where revoked_at is null)`

/** The keys that sign session tokens, kept in Postgres so that all servers share them. */
export class SigningKeys {
  readonly #pool: pg.Pool
  #keys: Promise<KeySet> | undefined
  #readAt = 0
  readonly #readings = new Readings()
  /** The ids that the newest reading has found. */
  #known: ReadonlySet<string> | undefined

  constructor(pool: pg.Pool) {
    this.#pool = pool
  }

  /** The key that signs now. */
  async signing(): Promise<{ id: string; key: CryptoKey }> {
    return (await this.#current()).signing
  }

  /** The public key with this id, if tokens signed with it may still be good. */
  async verifying(id: string): Promise<CryptoKey | undefined> {
    const known = (await this.#current()).publicKeys.get(id)
    if (known || Date.now() - this.#readAt < rereadUnknownAfterMilliseconds) return known
    this.forget()
    return (await this.#current()).publicKeys.get(id)
  }

  /** Whether tokens signed with this key may still be good, by what was read last. */
  knows(id: string): boolean {
    return this.#known?.has(id) ?? true
  }

  /** The key set of RFC 7517, for `/.well-known/jwks.json`. */
  async published(): Promise<JWK[]> {
    return (await this.#current()).published
  }

  /**
   * Adds a key. It signs in ten minutes, when everybody can know it; the old one stays good for its last tokens.
   * @param immediately after a leak: the old keys end at once, and every session with them
   */
  async rotate(immediately = false): Promise<void> {
    if (immediately) {
      await this.#pool.query('update creditkit.signing_keys set revoked_at = now() where revoked_at is null')
    }
    await this.#insert(true)
    await this.#pool.query(`select pg_notify('creditkit_revoked', 'signing_keys')`)
    this.forget()
  }

  /** Reads the keys again at the next call. */
  forget(): void {
    this.#keys = undefined
  }

  async #current(): Promise<KeySet> {
    if (Date.now() - this.#readAt > rereadAfterMilliseconds) this.#keys = undefined
    if (!this.#keys) {
      this.#readAt = Date.now()
      const reading = this.#read()
      this.#keys = reading
      reading.catch(() => {
        if (this.#keys === reading) this.#keys = undefined
      })
    }
    return await this.#keys
  }

  async #read(): Promise<KeySet> {
    const isNewest = this.#readings.begin()
    let rows = await this.#rows()
    if (rows.length === 0) {
      await this.#insert(false)
      rows = await this.#rows()
    }
    if (isNewest()) this.#known = new Set(rows.map((row) => row.id))
    const now = Date.now()
    const signing = rows.find((row) => row.signs_from.getTime() <= now) ?? rows.at(-1)
    if (!signing) throw new Error('There is no key to sign sessions with, although one was just made.')
    const publicKeys = await Promise.all(
      rows.map(async (row) => [row.id, await importJWK(row.public_key, 'ES256')] as const),
    )
    return {
      publicKeys: new Map(publicKeys as [string, CryptoKey][]),
      published: rows.map((row) => ({ ...row.public_key, kid: row.id, alg: 'ES256', use: 'sig' })),
      signing: { id: signing.id, key: (await importJWK(signing.private_key, 'ES256')) as CryptoKey },
    }
  }

  async #rows(): Promise<KeyRow[]> {
    return (await this.#pool.query<KeyRow>(readSql, [publishedAfterSeconds])).rows
  }

  async #insert(beside: boolean): Promise<void> {
    const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true })
    const [publicJwk, privateJwk] = await Promise.all([exportJWK(publicKey), exportJWK(privateKey)])
    await withTransaction(this.#pool, async (client) => {
      await client.query(`select pg_advisory_xact_lock(hashtextextended('creditkit signing keys', 0))`)
      await client.query(insertSql, [
        crypto.randomUUID(),
        publicJwk,
        privateJwk,
        publishedBeforeSeconds,
        beside,
      ])
    })
  }
}

import type pg from 'pg'
import { ApiKeys } from './api-keys.ts'
import { Customers } from './customers.ts'
import { Origins } from './origins.ts'
import { Revocations } from './revocations.ts'
import { Sessions } from './sessions.ts'
import { SigningKeys } from './signing-keys.ts'
import { Tokens, type SessionClaims } from './tokens.ts'

export type { ApiKey, KeyScope } from './api-keys.ts'
export type { CustomerRecord } from './customers.ts'
export { SessionKeyReusedError } from './sessions.ts'
export { TokenError, type SessionClaims, type SessionScope } from './tokens.ts'

/** Everything about who may call. */
export interface Access {
  readonly customers: Customers
  readonly apiKeys: ApiKeys
  readonly origins: Origins
  readonly signingKeys: SigningKeys
  readonly tokens: Tokens
  readonly sessions: Sessions
  readonly revocations: Revocations
  /**
   * Reads again what another server may have revoked or rotated.
   * @param what `sessions`, `api_keys` or `signing_keys`; everything unless given
   */
  refresh(what?: string): Promise<void>
  /** Whether a session whose token was good has been revoked since, or the key that signed it. */
  isRevoked(session: SessionClaims): boolean
}

export interface AccessOptions {
  readonly pool: pg.Pool
  /** The server's public address. */
  readonly issuer: string
  readonly allowedOrigins: readonly string[]
}

/** Puts the room together, with the revocations read. */
export async function createAccess(options: AccessOptions): Promise<Access> {
  const { pool } = options
  const signingKeys = new SigningKeys(pool)
  const tokens = new Tokens(signingKeys, options.issuer)
  const revocations = new Revocations(pool)
  const apiKeys = new ApiKeys(pool)
  const refresh = async (what = '') => {
    const all = what === ''
    if (all || what === 'api_keys') apiKeys.forget()
    if (all || what === 'signing_keys') {
      signingKeys.forget()
      tokens.forget()
      await signingKeys.published()
    }
    if (all || what === 'sessions') await revocations.refresh()
  }
  await refresh()
  return {
    customers: new Customers(pool),
    apiKeys,
    origins: new Origins(options.allowedOrigins),
    signingKeys,
    tokens,
    sessions: new Sessions(pool, tokens, revocations),
    revocations,
    refresh,
    isRevoked: (session) =>
      revocations.has(session) || (session.keyId !== undefined && !signingKeys.knows(session.keyId)),
  }
}

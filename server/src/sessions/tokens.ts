import { createHash } from 'node:crypto'
import { SignJWT, errors, jwtVerify, type CryptoKey, type JWTHeaderParameters, type JWTPayload } from 'jose'
import type { SigningKeys } from './signing-keys.ts'

export const audience = 'creditkit'
const algorithm = 'ES256'
const tokenType = 'session+jwt'

/** How long a verification is remembered: signatures are costly, and a key that was withdrawn must stop soon. */
const rememberedMilliseconds = 60_000
const mostRemembered = 10_000

const sessionScopes = ['read', 'purchase', 'settings'] as const
export type SessionScope = (typeof sessionScopes)[number]

/** What a token says. */
export interface SessionClaims {
  readonly id: string
  readonly customer: string
  readonly scopes: readonly SessionScope[]
  readonly origin: string
  /** The customer's epoch when the session was made. */
  readonly epoch: number
  readonly expiresAt: Date
  /** The key that signed the token, where one was read. */
  readonly keyId?: string | undefined
}

/** Why a token is refused. */
export class TokenError extends Error {
  readonly reason: 'invalid' | 'expired'

  constructor(reason: 'invalid' | 'expired', cause?: unknown) {
    super(`The session token is ${reason}.`, { cause })
    this.name = 'TokenError'
    this.reason = reason
  }
}

/** Signs session tokens and checks them. */
export class Tokens {
  readonly #keys: SigningKeys
  readonly #issuer: string
  readonly #verified = new Map<string, { claims: SessionClaims; until: number }>()

  /** @param issuer the server's public address */
  constructor(keys: SigningKeys, issuer: string) {
    this.#keys = keys
    this.#issuer = issuer
  }

  async sign(claims: SessionClaims): Promise<string> {
    const { id, key } = await this.#keys.signing()
    return await new SignJWT({ scope: claims.scopes.join(' '), origin: claims.origin, epoch: claims.epoch })
      .setProtectedHeader({ alg: algorithm, kid: id, typ: tokenType })
      .setIssuer(this.#issuer)
      .setAudience(audience)
      .setSubject(claims.customer)
      .setJti(claims.id)
      .setIssuedAt()
      .setExpirationTime(claims.expiresAt)
      .sign(key)
  }

  /**
   * Checks signature, algorithm, issuer, audience and time.
   * @throws TokenError
   */
  async verify(token: string): Promise<SessionClaims> {
    const hash = createHash('sha256').update(token).digest('base64')
    const now = Date.now()
    const remembered = this.#verified.get(hash)
    if (remembered && remembered.until > now) {
      if (remembered.claims.expiresAt.getTime() <= now) throw new TokenError('expired')
      return remembered.claims
    }
    const claims = await this.#check(token)
    this.#remember(hash, claims, now)
    return claims
  }

  /** Verifies every token anew from here on. */
  forget(): void {
    this.#verified.clear()
  }

  #remember(hash: string, claims: SessionClaims, now: number): void {
    this.#verified.delete(hash)
    if (this.#verified.size >= mostRemembered) {
      const oldest = this.#verified.keys().next().value
      if (oldest !== undefined) this.#verified.delete(oldest)
    }
    this.#verified.set(hash, { claims, until: now + rememberedMilliseconds })
  }

  async #check(token: string): Promise<SessionClaims> {
    try {
      const { payload, protectedHeader } = await jwtVerify(token, (header) => this.#keyFor(header), {
        algorithms: [algorithm],
        issuer: this.#issuer,
        audience,
        typ: tokenType,
        requiredClaims: ['sub', 'jti', 'iat', 'exp'],
      })
      return claimsOf(payload, protectedHeader.kid)
    } catch (error) {
      if (error instanceof errors.JWTExpired) throw new TokenError('expired', error)
      if (error instanceof errors.JOSEError || error instanceof TypeError)
        throw new TokenError('invalid', error)
      throw error
    }
  }

  async #keyFor(header: JWTHeaderParameters): Promise<CryptoKey> {
    const key = header.kid === undefined ? undefined : await this.#keys.verifying(header.kid)
    if (!key) throw new errors.JWKSNoMatchingKey()
    return key
  }
}

function claimsOf(payload: JWTPayload, keyId: string | undefined): SessionClaims {
  const { sub, jti, exp, scope, origin, epoch } = payload
  if (
    !sub ||
    !jti ||
    !exp ||
    typeof scope !== 'string' ||
    typeof origin !== 'string' ||
    typeof epoch !== 'number'
  ) {
    throw new errors.JWTInvalid('claims are missing')
  }
  const granted = new Set(scope.split(' '))
  return {
    id: jti,
    customer: sub,
    scopes: sessionScopes.filter((candidate) => granted.has(candidate)),
    origin,
    epoch,
    expiresAt: new Date(exp * 1000),
    keyId,
  }
}

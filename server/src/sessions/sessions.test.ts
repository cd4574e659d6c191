import { SignJWT, exportJWK, generateKeyPair, importJWK, type CryptoKey, type JWK } from 'jose'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/database.ts'
import { createAccess, SessionKeyReusedError, type Access, type SessionClaims } from './index.ts'

const issuer = 'https://credits.example.com'
const origin = 'https://app.example.com'
const apiKeyId = '00000000-0000-0000-0000-000000000000'

let database: TestDatabase
let access: Access

beforeAll(async () => {
  database = await createTestDatabase()
  access = await createAccess({ pool: database.pool, issuer, allowedOrigins: [origin] })
})
afterAll(() => database.drop())

const create = (customer: string, more: object = {}) =>
  access.sessions.create({ customer, origin, apiKeyId, ...more })

test('a session’s token says who, what and where', async () => {
  const session = await create('ada', { scopes: ['read', 'settings'], expiresIn: 60 })
  const claims = await access.tokens.verify(session.token)
  expect(claims).toEqual({
    id: session.id,
    customer: 'ada',
    scopes: ['read', 'settings'],
    origin,
    epoch: 0,
    expiresAt: session.expiresAt,
    keyId: expect.any(String),
  })
  const life = session.expiresAt.getTime() - Date.now()
  expect(life).toBeLessThanOrEqual(60_000)
  expect(life).toBeGreaterThan(55_000)
})

test('a retry with the same key gets the same session, and another request does not', async () => {
  const first = await create('grace', { idempotencyKey: 'one' })
  const again = await create('grace', { idempotencyKey: 'one' })
  expect(again.id).toBe(first.id)
  expect(await access.tokens.verify(again.token)).toMatchObject({ id: first.id })
  await expect(create('grace', { idempotencyKey: 'one', expiresIn: 30 })).rejects.toThrow(
    SessionKeyReusedError,
  )
})

test('tokens of one server are good on another, and keys outlive a restart', async () => {
  const { token } = await create('ada')
  const other = await createAccess({ pool: database.pool, issuer, allowedOrigins: [origin] })
  expect(await other.tokens.verify(token)).toMatchObject({ customer: 'ada' })
})

test('servers that start together agree on one signing key', async () => {
  const fresh = await createTestDatabase()
  try {
    const servers = await Promise.all(
      Array.from({ length: 5 }, () => createAccess({ pool: fresh.pool, issuer, allowedOrigins: [] })),
    )
    const published = await Promise.all(servers.map((server) => server.signingKeys.published()))
    expect(new Set(published.map((keys) => JSON.stringify(keys))).size).toBe(1)
    expect(published[0]).toHaveLength(1)
  } finally {
    await fresh.drop()
  }
})

describe('revocation', () => {
  test('of one session leaves the others', async () => {
    const [one, other] = await Promise.all([create('ada'), create('ada')])
    expect(await access.sessions.revoke(one.id)).toBe(true)
    expect(access.revocations.has(one)).toBe(true)
    expect(access.revocations.has(other)).toBe(false)
  })

  test('of all sessions of a customer leaves those made afterwards, and other customers’', async () => {
    const [before, others] = await Promise.all([create('mary'), create('alan')])
    expect(await access.sessions.revokeAll('mary')).toBe(true)
    const after = await create('mary')
    expect([before, others, after].map((session) => access.revocations.has(session))).toEqual([
      true,
      false,
      false,
    ])
  })

  test('is known to another server once it reads again', async () => {
    const other = await createAccess({ pool: database.pool, issuer, allowedOrigins: [] })
    const session = await create('ada')
    await access.sessions.revoke(session.id)
    await other.refresh('sessions')
    expect(other.revocations.has(session)).toBe(true)
  })

  test('of what does not exist says so', async () => {
    expect(await access.sessions.revoke(apiKeyId)).toBe(false)
    expect(await access.sessions.revokeAll('nobody')).toBe(false)
  })
})

describe('rotation of the signing key', () => {
  test('publishes the new key before it signs, and keeps the old one for its last tokens', async () => {
    const fresh = await createTestDatabase()
    try {
      const server = await createAccess({ pool: fresh.pool, issuer, allowedOrigins: [] })
      const old = await server.signingKeys.signing()
      await server.signingKeys.rotate()
      expect(await server.signingKeys.published()).toHaveLength(2)
      expect((await server.signingKeys.signing()).id).toBe(old.id)

      const { token } = await server.sessions.create({ customer: 'ada', origin, apiKeyId })
      await fresh.pool.query(
        `update creditkit.signing_keys set signs_from = signs_from - interval '11 minutes'`,
      )
      await server.refresh()
      expect((await server.signingKeys.signing()).id).not.toBe(old.id)
      expect(await server.tokens.verify(token)).toMatchObject({ customer: 'ada' })

      await fresh.pool.query(`update creditkit.signing_keys set signs_from = signs_from - interval '2 hours'`)
      await server.refresh()
      expect(await server.signingKeys.published()).toHaveLength(1)
      await expect(server.tokens.verify(token)).rejects.toMatchObject({ reason: 'invalid' })
    } finally {
      await fresh.drop()
    }
  })

  test('after a leak ends every session at once', async () => {
    const fresh = await createTestDatabase()
    try {
      const server = await createAccess({ pool: fresh.pool, issuer, allowedOrigins: [] })
      const { token } = await server.sessions.create({ customer: 'ada', origin, apiKeyId })
      await server.tokens.verify(token)
      await server.signingKeys.rotate(true)
      await server.refresh('signing_keys')
      await expect(server.tokens.verify(token)).rejects.toMatchObject({ reason: 'invalid' })
      const next = await server.sessions.create({ customer: 'ada', origin, apiKeyId })
      expect(await server.tokens.verify(next.token)).toMatchObject({ customer: 'ada' })
    } finally {
      await fresh.drop()
    }
  })
})

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

describe('S11: a token is refused', () => {
  const claims: SessionClaims = {
    id: crypto.randomUUID(),
    customer: 'ada',
    scopes: ['read'],
    origin,
    epoch: 0,
    expiresAt: new Date(Date.now() + 600_000),
  }

  async function forge(
    change: (jwt: SignJWT) => SignJWT,
    header: object = {},
    key?: CryptoKey,
  ): Promise<string> {
    const signing = await access.signingKeys.signing()
    const jwt = new SignJWT({ scope: 'read', origin, epoch: 0 })
      .setProtectedHeader({ alg: 'ES256', kid: signing.id, typ: 'session+jwt', ...header })
      .setIssuer(issuer)
      .setAudience('creditkit')
      .setSubject('ada')
      .setJti(claims.id)
      .setIssuedAt()
      .setExpirationTime('10m')
    return await change(jwt).sign(key ?? signing.key)
  }
  const invalid = { reason: 'invalid' }

  test('that is well made is taken, so that the others are refused for what they are', async () => {
    expect(await access.tokens.verify(await forge((jwt) => jwt))).toMatchObject({ customer: 'ada' })
  })

  test('when it has expired, also where it was verified before', async () => {
    const token = await forge((jwt) => jwt.setExpirationTime(Math.floor(Date.now() / 1000) - 1))
    await expect(access.tokens.verify(token)).rejects.toMatchObject({ reason: 'expired' })

    const living = await create('ada', { expiresIn: 600 })
    await access.tokens.verify(living.token)
    vi.useFakeTimers({ toFake: ['Date'], now: living.expiresAt.getTime() + 1 })
    try {
      await expect(access.tokens.verify(living.token)).rejects.toMatchObject({ reason: 'expired' })
    } finally {
      vi.useRealTimers()
    }
  })

  test('for another audience or from another issuer', async () => {
    await expect(access.tokens.verify(await forge((jwt) => jwt.setAudience('else')))).rejects.toMatchObject(
      invalid,
    )
    await expect(
      access.tokens.verify(await forge((jwt) => jwt.setIssuer('https://evil.example'))),
    ).rejects.toMatchObject(invalid)
  })

  test('of another kind, such as an identity token that the same key signed', async () => {
    await expect(access.tokens.verify(await forge((jwt) => jwt, { typ: 'JWT' }))).rejects.toMatchObject(
      invalid,
    )
  })

  test('without its claims', async () => {
    const signing = await access.signingKeys.signing()
    const bare = await new SignJWT({})
      .setProtectedHeader({ alg: 'ES256', kid: signing.id, typ: 'session+jwt' })
      .setIssuer(issuer)
      .setAudience('creditkit')
      .setExpirationTime('10m')
      .sign(signing.key)
    await expect(access.tokens.verify(bare)).rejects.toMatchObject(invalid)
  })

  test('with alg none', async () => {
    const { id } = await access.signingKeys.signing()
    const payload = {
      iss: issuer,
      aud: 'creditkit',
      sub: 'ada',
      jti: 'x',
      iat: 1,
      exp: 9_999_999_999,
      scope: 'read',
      origin,
      epoch: 0,
    }
    for (const alg of ['none', 'None', 'NONE']) {
      const token = `${encode({ alg, kid: id, typ: 'session+jwt' })}.${encode(payload)}.`
      // oxlint-disable-next-line no-await-in-loop -- one variant after another
      await expect(access.tokens.verify(token)).rejects.toMatchObject(invalid)
    }
  })

  test('signed with the public key as an HMAC secret', async () => {
    const [published] = await access.signingKeys.published()
    const secret = new TextEncoder().encode(JSON.stringify(published))
    const token = await new SignJWT({ scope: 'read', origin, epoch: 0 })
      .setProtectedHeader({ alg: 'HS256', kid: String(published?.kid), typ: 'session+jwt' })
      .setIssuer(issuer)
      .setAudience('creditkit')
      .setSubject('ada')
      .setJti('x')
      .setIssuedAt()
      .setExpirationTime('10m')
      .sign(secret)
    await expect(access.tokens.verify(token)).rejects.toMatchObject(invalid)
  })

  test('signed by another key, under a known id, an unknown one, or a key in its own header', async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
    const jwk: JWK = await exportJWK(publicKey)
    const key = (await importJWK(await exportJWK(privateKey), 'ES256')) as CryptoKey
    await expect(access.tokens.verify(await forge((jwt) => jwt, {}, key))).rejects.toMatchObject(invalid)
    await expect(access.tokens.verify(await forge((jwt) => jwt, { kid: 'mine' }, key))).rejects.toMatchObject(
      invalid,
    )
    await expect(access.tokens.verify(await forge((jwt) => jwt, { jwk }, key))).rejects.toMatchObject(invalid)
  })

  test('that was tampered with in any part', async () => {
    const { token } = await create('ada')
    const [header = '', payload = '', signature = ''] = token.split('.')
    const body = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object
    const changed = Buffer.from(JSON.stringify({ ...body, sub: 'grace' })).toString('base64url')
    const flipped = signature.startsWith('A') ? `B${signature.slice(1)}` : `A${signature.slice(1)}`
    for (const forged of [
      `${header}.${changed}.${signature}`,
      `${header}.${payload}.${flipped}`,
      `${header}.${payload}.`,
    ]) {
      // oxlint-disable-next-line no-await-in-loop -- one variant after another
      await expect(access.tokens.verify(forged)).rejects.toMatchObject(invalid)
    }
  })

  test.each(['', '.', '..', 'a.b.c', 'eyJhbGciOiJFUzI1NiJ9', '🙂.🙂.🙂'])(
    'that is none: "%s"',
    async (token) => {
      await expect(access.tokens.verify(token)).rejects.toMatchObject(invalid)
    },
  )
})

import type { Request } from 'express'
import { TokenError, type Access, type KeyScope, type SessionClaims } from '../sessions/index.ts'
import type { Caller } from './caller.ts'
import type { Operation } from './operation.ts'
import { ProblemError } from './problems.ts'

const unknownKey =
  'This secret key is not known here: it was revoked, or is of another server. See the keys of this one with `npm run keys -- list`, and make one with `npm run keys -- create --name NAME`.'

/**
 * Finds out who calls and whether they may.
 * @param publicOrigin the origin of the server itself, for pages that it serves
 * @throws ProblemError 401 or 403
 */
export async function authenticate(
  access: Access,
  publicOrigin: string,
  operation: Operation,
  request: Request,
): Promise<Caller> {
  if (operation.security === 'none') return { kind: 'anyone' }
  const token = bearerToken(request)
  if (operation.security === 'secret') return await keyCaller(access, operation, request, token)
  const session = await verifySession(access, token)
  checkOrigin(session, publicOrigin, request)
  const scope = operation.scope ?? 'read'
  if (!session.scopes.includes(scope)) {
    throw new ProblemError('insufficient_scope', `This needs a session with the scope "${scope}".`)
  }
  return { kind: 'session', session }
}

function bearerToken(request: Request): string {
  const token = /^Bearer ([\x21-\x7e]{1,4096})$/i.exec(request.headers.authorization ?? '')?.[1]
  if (token === undefined) throw new ProblemError('unauthenticated')
  return token
}

async function keyCaller(
  access: Access,
  operation: Operation,
  request: Request,
  token: string,
): Promise<Caller> {
  if (request.headers.origin !== undefined) {
    throw new ProblemError('forbidden', 'Secret keys are for your backend: never send one from a browser.')
  }
  const apiKey = await access.apiKeys.find(token)
  if (!apiKey) throw new ProblemError('unauthenticated', token.startsWith('sk_') ? unknownKey : undefined)
  const scope = neededScope(operation)
  if (!apiKey.scopes.includes(scope)) {
    throw new ProblemError('insufficient_scope', `This needs a secret key with the scope "${scope}".`)
  }
  return { kind: 'key', apiKey }
}

function neededScope(operation: Operation): KeyScope {
  if (operation.method === 'get') return 'read'
  if (operation.tag === 'Sessions') return 'sessions'
  return operation.tag === 'Catalogue' ? 'catalogue' : 'ledger'
}

async function verifySession(access: Access, token: string): Promise<SessionClaims> {
  try {
    const session = await access.tokens.verify(token)
    if (access.revocations.has(session)) throw new ProblemError('token_revoked')
    return session
  } catch (error) {
    if (!(error instanceof TokenError)) throw error
    throw new ProblemError(error.reason === 'expired' ? 'token_expired' : 'unauthenticated', undefined, {
      cause: error,
    })
  }
}

/** A token that was taken from its page is of no use to another one. */
function checkOrigin(session: SessionClaims, publicOrigin: string, request: Request): void {
  const { origin } = request.headers
  if (origin === session.origin) return
  // A browser names no origin where a page reads from its own.
  const sameOrigin = origin === undefined && request.headers['sec-fetch-site'] === 'same-origin'
  if (sameOrigin && session.origin === publicOrigin) return
  throw new ProblemError('origin_not_allowed', 'This session belongs to another origin.')
}

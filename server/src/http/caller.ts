import type { ApiKey, SessionClaims } from '../sessions/index.ts'

/** Who a request comes from, once that is known. */
export type Caller =
  | { readonly kind: 'session'; readonly session: SessionClaims }
  | { readonly kind: 'key'; readonly apiKey: ApiKey }
  | { readonly kind: 'anyone' }

/** The name under which a caller's idempotency keys are kept; a secret key shares it with the one that replaces it. */
export function callerName(caller: Caller): string {
  if (caller.kind === 'session') return `customer ${caller.session.customer}`
  return caller.kind === 'key' ? `key ${caller.apiKey.name}` : 'anyone'
}

/**
 * What the tab keeps of a purchase, by the pool's name, until its outcome is known. Where storage is switched
 * off nothing is kept: it is then known until the page is left, and an order comes back by its address.
 */
import type { ScopeController } from '../foundation/scope.ts'

/** The id of an order on its way. */
export const ORDER = 'creditkit:top-up:'
/** A click that charged a saved card. */
export const ATTEMPT = 'creditkit:paying:'

type Kind = typeof ORDER | typeof ATTEMPT

/** Undefined while there is no client. */
export function poolOf({ client, query }: ScopeController): string | undefined {
  return client && [client.baseUrl, query.currency, query.resource].join(' ')
}

export function remember(kind: Kind, pool: string, value: string | undefined): void {
  try {
    if (value) sessionStorage.setItem(kind + pool, value)
    else sessionStorage.removeItem(kind + pool)
  } catch {}
}

export function remembered(kind: Kind, pool: string): string | undefined {
  try {
    return sessionStorage.getItem(kind + pool) ?? undefined
  } catch {
    return undefined
  }
}

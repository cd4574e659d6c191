import type { Grant } from './types/grant.ts'

/**
 * Priority, soonest expiry, promotional first, earliest effective, earliest made: as SQL burns them. SQL tells the last by
 * a grant's number, for which the time that it was made and the time within its id stand here.
 */
export function byBurnOrder(one: Grant, other: Grant): number {
  return (
    one.priority - other.priority ||
    compareExpiry(one.expiresAt, other.expiresAt) ||
    Number(one.category === 'paid') - Number(other.category === 'paid') ||
    one.effectiveAt.getTime() - other.effectiveAt.getTime() ||
    one.createdAt.getTime() - other.createdAt.getTime() ||
    (one.id < other.id ? -1 : 1)
  )
}

function compareExpiry(one: Date | null, other: Date | null): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null)
  return one.getTime() - other.getTime()
}

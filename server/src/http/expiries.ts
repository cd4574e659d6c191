import type { ExpiryOutlook, Ledger, Page, PoolKey } from '../ledger/index.ts'
import { findGrant } from './burn-order.ts'
import { cutPage } from './pages.ts'

const grantIdOf = ({ grantId }: ExpiryOutlook) => grantId

/** A page begins after the grant that its cursor names, also where that has been used up since. */
export async function pageOfExpiries(
  ledger: Ledger,
  key: PoolKey,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<Page<ExpiryOutlook>> {
  const expiries = await ledger.expiries(key)
  const known = cursor === undefined || expiries.some(({ grantId }) => grantId === cursor)
  const gone = known ? undefined : await findGrant(ledger, key.customer, cursor)
  if (!gone?.expiresAt) return cutPage(expiries, grantIdOf, { cursor, limit })
  const place = gone.expiresAt.getTime()
  const later = ({ expiresAt, grantId }: ExpiryOutlook) =>
    expiresAt.getTime() > place || (expiresAt.getTime() === place && grantId > gone.id)
  return cutPage(expiries.filter(later), grantIdOf, { limit })
}

import type { ExpiryOutlook, Ledger, Page, PoolKey } from '../ledger/index.ts'
import { cutPageAfterGrant } from './burn-order.ts'

interface PageQuery {
  readonly cursor?: string | undefined
  readonly limit: number
}

/** The soonest first. A page begins after the grant that its cursor names, also where that has been used up since. */
export async function pageOfExpiries(
  ledger: Ledger,
  key: PoolKey,
  { cursor, limit }: PageQuery,
): Promise<Page<ExpiryOutlook>> {
  return await cutPageAfterGrant(ledger, key.customer, await ledger.expiries(key), {
    idOf: ({ grantId }) => grantId,
    placeOf: (gone) => {
      const place = gone.expiresAt?.getTime()
      if (place === undefined) return undefined
      return ({ expiresAt, grantId }) =>
        expiresAt.getTime() > place || (expiresAt.getTime() === place && grantId > gone.id)
    },
    cursor,
    limit,
  })
}

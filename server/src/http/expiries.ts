import type { ExpiryOutlook, Ledger, Page, PoolKey } from '../ledger/index.ts'
import { cutPage } from './pages.ts'

interface PageQuery {
  readonly cursor?: string | undefined
  readonly limit: number
}

/** The soonest first. A cursor has the place of its grant, which may be used up since, extended, or below its cap. */
export async function pageOfExpiries(
  ledger: Ledger,
  key: PoolKey,
  { cursor, limit }: PageQuery,
): Promise<Page<ExpiryOutlook>> {
  const items = await ledger.expiries(key)
  const [, at, id] = /^(\d{1,16})_([0-9a-f-]{36})$/.exec(cursor ?? '') ?? []
  if (at === undefined || id === undefined) return cutPage(items, cursorOf, { cursor, limit })
  const place = Number(at)
  const following = items.filter(({ expiresAt, grantId }) => {
    const moment = expiresAt.getTime()
    return moment > place || (moment === place && grantId > id)
  })
  return cutPage(following, cursorOf, { limit })
}

function cursorOf({ expiresAt, grantId }: ExpiryOutlook): string {
  return `${expiresAt.getTime()}_${grantId}`
}

/** English, `<credit-grants>`. */
import type { Amount, Grant, GrantStatus, Instant } from '@creditkit/sdk'
import type { Format } from '../../format/format.ts'

/** A grant's status, with one that is only a matter of time. */
export type ShownStatus = GrantStatus | 'expires_soon'

const statuses: Record<ShownStatus, string> = {
  available: 'Available',
  expires_soon: 'Expires soon',
  scheduled: 'Scheduled',
  used_up: 'Used up',
  expired: 'Expired',
  voided: 'Voided',
  taken_back: 'Taken back',
}
const types: Record<Grant['source']['type'], string> = {
  top_up: 'Top-up',
  manual: 'Added for you',
  recurring: 'Recurring',
  import: 'Brought over',
  adjustment: 'Correction',
}

export const enGrants = {
  title: 'Grants',
  inOrder: 'Used from the top down',
  newest: 'Newest first',
  order: 'Order',
  filter: 'Status',
  all: 'All grants',
  open: 'Still to use',
  status: (status: ShownStatus): string => statuses[status],
  type: ({ category, source }: Pick<Grant, 'category' | 'source'>): string =>
    category === 'promotional' ? 'Promotional' : types[source.type],
  received: 'Received',
  kind: 'Type',
  left: 'Remaining',
  expires: (at: Instant | null, f: Format): string => (at ? `Expires ${f.date(at)}` : 'Never expires'),
  expired: (at: Instant, f: Format): string => `Expired ${f.date(at)}`,
  of: (amount: Amount, f: Format): string => `of ${f.credits(amount)}`,
  empty: 'No grants yet. Credits that you buy or are given appear here.',
  noMatch: 'No grants match.',
  showAll: 'Show all',
}

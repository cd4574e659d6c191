/** A usual balance, for the skeleton. */
import type { Balance } from '@creditkit/sdk'

/** What of a balance is shown. */
export type Figures = Pick<
  Balance,
  | 'available'
  | 'balance'
  | 'byCategory'
  | 'granted'
  | 'held'
  | 'lowThreshold'
  | 'nextExpiry'
  | 'pending'
  | 'runway'
  | 'used'
  | 'value'
> & { currency: { name: { plural: string } } }

const available = '12480'
const at = '2026-12-03T00:00:00.000Z'

export const placeholder: Figures = {
  currency: { name: { plural: 'AI credits' } },
  available,
  balance: available,
  held: '0',
  pending: '0',
  lowThreshold: null,
  byCategory: [
    { category: 'paid', remaining: '9280' },
    { category: 'promotional', remaining: '3200' },
  ],
  granted: '20000',
  used: '7520',
  value: { amount: '1248', currency: 'usd', scale: 2 },
  nextExpiry: { at, amount: '3200' },
  runway: { seconds: 777_600, runsOutAt: at, perDay: '1380', windowDays: 14 },
}

/** The figures whose outlines make the skeleton: as large as a usual balance's. */
import type { Balance } from '@creditkit/sdk'

/** What of a balance is shown first. */
export type Figures = Pick<
  Balance,
  'available' | 'byCategory' | 'granted' | 'value' | 'nextExpiry' | 'runway'
> & { currency: { name: { plural: string } } }

const available = '12480'
const at = '2026-12-03T00:00:00.000Z'

export const placeholder: Figures = {
  currency: { name: { plural: 'AI credits' } },
  available,
  byCategory: [
    { category: 'paid', remaining: '9280' },
    { category: 'promotional', remaining: '3200' },
  ],
  granted: '20000',
  value: { amount: '1248', currency: 'usd', scale: 2 },
  nextExpiry: { at, amount: '3200' },
  runway: { seconds: 777_600, runsOutAt: at, perDay: '1380', windowDays: 14 },
}

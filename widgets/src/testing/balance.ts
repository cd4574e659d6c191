/** A balance to change in parts, for tests. */
import type { Balance } from '@creditkit/sdk'

export function balanceWith(change: Partial<Balance> = {}): Balance {
  return {
    customer: 'acme',
    currency: {
      id: 'ai',
      name: { singular: 'AI credit', plural: 'AI credits' },
      scale: 0,
      unitCost: null,
    },
    resource: null,
    balance: '12480',
    held: '0',
    available: '12480',
    pending: '0',
    overdraftLimit: '0',
    byCategory: [
      { category: 'paid', remaining: '9280' },
      { category: 'promotional', remaining: '3200' },
    ],
    granted: '20000',
    used: '7520',
    value: { amount: '1248', currency: 'usd', scale: 2 },
    nextExpiry: { at: '2026-12-03T00:00:00.000Z', amount: '3200' },
    runway: { seconds: 777_600, runsOutAt: '2026-12-03T00:00:00.000Z', perDay: '1380', windowDays: 14 },
    lowThreshold: null,
    seq: '0',
    asOf: '2026-11-22T00:00:00.000Z',
    ...change,
  }
}

/** The figures whose outlines make the skeleton. */
import type { LedgerEntry } from '@creditkit/sdk'

const entry: LedgerEntry = {
  seq: '',
  at: '2026-11-20T10:20:00.000Z',
  kind: 'consumption',
  currency: '',
  resource: null,
  amount: '-120',
  balanceAfter: '12480',
  splits: [],
  overdraft: '0',
  feature: 'image',
  featureName: 'Image generation',
  quantity: '6',
  dimensions: {},
  rate: null,
  orderId: null,
  holdId: null,
  late: false,
  reason: null,
  actor: null,
  metadata: {},
}

export const placeholder: LedgerEntry[] = Array.from({ length: 6 }, (_, index) => ({
  ...entry,
  seq: `bone-${index}`,
}))

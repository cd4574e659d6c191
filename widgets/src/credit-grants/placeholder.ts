/** The figures whose outlines make the skeleton. */
import type { Grant, Page } from '@creditkit/sdk'

const grant: Grant = {
  id: '',
  currency: '',
  resource: null,
  amount: '10000',
  remaining: '9280',
  category: 'paid',
  priority: 0,
  status: 'available',
  effectiveAt: '2026-11-20T00:00:00.000Z',
  expiresAt: '2027-11-20T00:00:00.000Z',
  createdAt: '2026-11-20T00:00:00.000Z',
  features: null,
  costBasis: null,
  source: { type: 'top_up', orderId: null, receiptUrl: null },
  reason: null,
  metadata: {},
}

export const placeholder: Page<Grant> = {
  data: Array.from({ length: 4 }, (_, index) => ({ ...grant, id: String(index) })),
  nextCursor: null,
}

/** The figures whose outlines make the skeleton: of each grant what a row shows. */
import type { Grant } from '@creditkit/sdk'

const shown: Partial<Grant> = {
  amount: '10000',
  remaining: '9280',
  category: 'paid',
  status: 'available',
  effectiveAt: '2026-11-20T00:00:00.000Z',
  expiresAt: null,
  source: { type: 'top_up', orderId: null, receiptUrl: null },
}

export const placeholder: Grant[] = ['0', '1', '2', '3'].map((id) => ({ ...shown, id }) as Grant)

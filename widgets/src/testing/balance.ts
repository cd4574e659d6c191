/** A balance to change in parts, for tests. */
import type { Balance } from '@creditkit/sdk'
import { placeholder } from '../credit-balance/placeholder.ts'

export function balanceWith(change: Partial<Balance> = {}): Balance {
  return {
    ...placeholder,
    customer: 'acme',
    currency: { ...placeholder.currency, id: 'ai', name: { singular: 'AI credit', plural: 'AI credits' } },
    ...change,
  }
}

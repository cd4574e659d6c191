import { checkResource, checkText } from './checks.ts'
import type { PoolKey } from './types/common.ts'

/** A pool's key as the tables have it: no resource is the empty text. */
export interface FullPoolKey {
  readonly customer: string
  readonly currency: string
  readonly resource: string
}

export function readPoolKey(key: PoolKey): FullPoolKey {
  return {
    customer: checkText(key.customer, 'customer'),
    currency: checkText(key.currency, 'currency', 32),
    resource: checkResource(key.resource),
  }
}

import type { Stripe } from 'stripe'
import type { OrderReference } from '../top-ups/index.ts'

/** What names our order on Stripe's objects. */
export function referenceMetadata({ customer, orderId }: OrderReference): Record<string, string> {
  return { creditkit_customer: customer, creditkit_order: orderId }
}

export function readReference(metadata: Stripe.Metadata | null | undefined): OrderReference | null {
  const { creditkit_customer: customer, creditkit_order: orderId } = metadata ?? {}
  return customer !== undefined && orderId !== undefined ? { customer, orderId } : null
}

/** The id of what may be expanded or not. */
export function idOf(value: string | { id: string } | null | undefined): string | null {
  return typeof value === 'string' ? value : (value?.id ?? null)
}

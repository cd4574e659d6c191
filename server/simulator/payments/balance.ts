import type Stripe from 'stripe'
import { newId } from '../state/ids.ts'
import { share } from '../state/money.ts'
import type { World } from '../world.ts'

const TWO_DAYS = 2 * 24 * 60 * 60

/** What moves the balance, and how Stripe reports it. */
export interface Movement {
  amount: number
  currency: string
  type: 'charge' | 'payment' | 'refund' | 'refund_failure' | 'payment_refund' | 'adjustment'
  source: string
  description?: string | null
  /** Stripe's fee in minor units. */
  fee?: number
}

/** Stripe's fee in the simulator: 2.9 % and 30 of the minor unit. */
export const feeOf = (amount: number): number => share(amount, 29, 1000) + 30

/** Keeps a movement of the account's balance. */
export const recordMovement = (world: World, movement: Movement): Stripe.BalanceTransaction => {
  const fee = movement.fee ?? 0
  return world.state.balanceTransactions.insert({
    id: newId.balanceTransaction(),
    object: 'balance_transaction',
    amount: movement.amount,
    available_on: world.now() + TWO_DAYS,
    balance_type: 'payments',
    created: world.now(),
    currency: movement.currency,
    description: movement.description ?? null,
    exchange_rate: null,
    fee,
    fee_details:
      fee === 0
        ? []
        : [
            {
              amount: fee,
              application: null,
              currency: movement.currency,
              description: 'Stripe processing fees',
              type: 'stripe_fee',
            },
          ],
    net: movement.amount - fee,
    reporting_category:
      movement.type === 'adjustment' ? 'dispute' : movement.type === 'payment' ? 'charge' : movement.type,
    source: movement.source,
    status: 'pending',
    type: movement.type,
  })
}

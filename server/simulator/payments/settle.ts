import type Stripe from 'stripe'
import { closeAsynchronously } from '../checkout/complete.ts'
import { completeRefund, failRefund } from '../refunds/refund-object.ts'
import type { Settlement } from '../state/state.ts'
import type { World } from '../world.ts'
import { markPaid, markUnpaid } from './attempt.ts'
import { markFailed, markSucceeded } from './charge-object.ts'
import { idOf } from './find.ts'

const FAILED = {
  code: 'payment_method_provider_decline',
  declineCode: null,
  message: 'The payment failed: the bank account could not be debited.',
}

/** A bank debit or a pending refund settles or fails. Does nothing for one that has done so already. */
export const settle = (world: World, settlement: Settlement): void => {
  world.state.settlements.remove(settlement.id)
  const refund = world.state.refunds.get(settlement.id)
  if (refund?.status === 'pending') {
    if (settlement.outcome === 'succeed') completeRefund(world, refund)
    else failRefund(world, refund)
  }
  const intent = world.state.paymentIntents.get(settlement.id)
  if (intent?.status === 'processing') settleIntent(world, intent, settlement.outcome)
}

const settleIntent = (world: World, intent: Stripe.PaymentIntent, outcome: 'succeed' | 'fail'): void => {
  const charge = world.state.charges.get(idOf(intent.latest_charge) ?? '')
  const method = world.state.paymentMethods.get(idOf(intent.payment_method) ?? '')
  if (!charge || !method) throw new Error(`${intent.id} is processing without a charge`)
  if (outcome === 'succeed') {
    markSucceeded(world, charge)
    world.emit('charge.succeeded', charge)
    markPaid(world, intent)
  } else {
    markFailed(charge, FAILED.code, FAILED.declineCode, FAILED.message)
    world.emit('charge.failed', charge)
    markUnpaid(world, intent, charge, method, FAILED)
  }
  closeAsynchronously(world, intent)
}

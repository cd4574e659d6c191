import type { Context } from './context.ts'
import { TopUpError } from './errors.ts'
import { GatewayError, type GatewayErrorCode, type SavedCard } from './gateway.ts'
import { attempt, unavailable } from './open-checkout.ts'
import { findPaymentCustomer, forgetPaymentCustomer } from './payment-customer.ts'

const GONE: readonly GatewayErrorCode[] = ['customer_missing', 'not_found']

/** The cards that the customer agreed, on a payment page, to use again. Read from Stripe each time. */
export async function listSavedCards(context: Context, customer: string): Promise<SavedCard[]> {
  const counterpart = await findPaymentCustomer(context.pool, customer, context.gateway.livemode)
  const paymentCustomer = counterpart?.paymentCustomer
  if (!paymentCustomer) return []
  return await attempt(async () => {
    try {
      return await context.gateway.listSavedCards(paymentCustomer)
    } catch (error) {
      if (!(error instanceof GatewayError) || !GONE.includes(error.code)) throw error
      // Deleted in Stripe, and nobody told: their cards went with them.
      await forgetPaymentCustomer(context.pool, paymentCustomer, context.gateway.livemode)
      return []
    }
  })
}

/** @throws TopUpError `not_found` for a card that is not this customer's */
export async function requireSavedCard(context: Context, customer: string, id: string): Promise<SavedCard> {
  const card = (await listSavedCards(context, customer)).find((saved) => saved.id === id)
  if (!card) throw new TopUpError('not_found', 'There is no such saved card.', { path: 'paymentMethod' })
  return card
}

/** Forgets a card. @throws TopUpError `not_found` */
export async function removeSavedCard(context: Context, customer: string, id: string): Promise<void> {
  await requireSavedCard(context, customer, id)
  const counterpart = await findPaymentCustomer(context.pool, customer, context.gateway.livemode)
  try {
    await context.gateway.removeSavedCard(counterpart?.paymentCustomer ?? '', id)
  } catch (error) {
    // Gone already, which is what was wanted.
    if (error instanceof GatewayError && error.code === 'not_found') return
    throw error instanceof GatewayError ? unavailable(error) : error
  }
}

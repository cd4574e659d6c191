import type { Stripe } from 'stripe'
import { GatewayError, type PaymentGateway, type SavedCard } from '../top-ups/index.ts'
import { createCheckout, expireCheckout, findCheckout, retrieveCheckout } from './checkouts.ts'
import { callStripe, expectObject } from './errors.ts'
import {
  cancelPayment,
  findPayment,
  listSucceededPayments,
  payWithSavedCard,
  retrievePayment,
} from './payments.ts'
import { idOf } from './reference.ts'
import { createRefund, listReversals } from './reversals.ts'

/** Stripe, as the top-ups see it. */
export function createGateway(stripe: Stripe, livemode: boolean): PaymentGateway {
  return {
    livemode,
    async createCustomer({ customer, name, email, idempotencyKey }) {
      const parameters = {
        metadata: { creditkit_customer: customer },
        ...(name !== null && { name }),
        ...(email !== null && { email }),
      }
      const created = await callStripe(() => stripe.customers.create(parameters, { idempotencyKey }))
      return expectObject(created, 'customer').id
    },
    createCheckout: (request) => createCheckout(stripe, request),
    retrieveCheckout: (sessionId) => retrieveCheckout(stripe, sessionId),
    findCheckout: (paymentCustomer, orderId) => findCheckout(stripe, paymentCustomer, orderId),
    expireCheckout: (sessionId) => expireCheckout(stripe, sessionId),
    payWithSavedCard: (request) => payWithSavedCard(stripe, request),
    findPayment: (paymentCustomer, orderId) => findPayment(stripe, paymentCustomer, orderId),
    cancelPayment: (paymentId) => cancelPayment(stripe, paymentId),
    retrievePayment: (paymentId) => retrievePayment(stripe, paymentId),
    listReversals: (paymentId) => listReversals(stripe, paymentId),
    createRefund: (request) => createRefund(stripe, request),
    listSavedCards: (paymentCustomer) => listSavedCards(stripe, paymentCustomer),
    removeSavedCard: (paymentCustomer, paymentMethod) =>
      removeSavedCard(stripe, paymentCustomer, paymentMethod),
    listSucceededPayments: (from, to) => listSucceededPayments(stripe, from, to),
  }
}

/** Only cards whose owner agreed on the payment page to see them again. */
async function listSavedCards(stripe: Stripe, paymentCustomer: string): Promise<SavedCard[]> {
  const filter = { type: 'card', allow_redisplay: 'always', limit: 100 } as const
  const methods = await callStripe(() => stripe.customers.listPaymentMethods(paymentCustomer, filter))
  return methods.data.flatMap(({ id, card }) =>
    card
      ? [{ id, brand: card.brand, last4: card.last4, expiryMonth: card.exp_month, expiryYear: card.exp_year }]
      : [],
  )
}

async function removeSavedCard(
  stripe: Stripe,
  paymentCustomer: string,
  paymentMethod: string,
): Promise<void> {
  const method = await callStripe(() => stripe.paymentMethods.retrieve(paymentMethod))
  if (idOf(expectObject(method, 'payment_method').customer) !== paymentCustomer) {
    throw new GatewayError('not_found', 'There is no such card.')
  }
  await callStripe(() => stripe.paymentMethods.detach(paymentMethod))
}

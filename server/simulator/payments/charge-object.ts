import type Stripe from 'stripe'
import { newId } from '../state/ids.ts'
import type { World } from '../world.ts'
import { feeOf, recordMovement } from './balance.ts'
import { idOf } from './find.ts'

const cardDetails = (
  card: Stripe.PaymentMethod.Card,
  amount: number,
  isAuthenticated: boolean,
): Stripe.Charge.PaymentMethodDetails.Card => ({
  amount_authorized: amount,
  authorization_code: null,
  brand: card.brand,
  checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
  country: card.country,
  electronic_commerce_indicator: isAuthenticated ? '05' : null,
  exp_month: card.exp_month,
  exp_year: card.exp_year,
  fingerprint: card.fingerprint ?? null,
  funding: card.funding,
  installments: null,
  last4: card.last4,
  mandate: null,
  network: card.brand,
  network_transaction_id: null,
  regulated_status: 'unregulated',
  three_d_secure: isAuthenticated
    ? {
        authentication_flow: 'challenge',
        electronic_commerce_indicator: '05',
        exemption_indicator: null,
        result: 'authenticated',
        result_reason: null,
        transaction_id: null,
        version: '2.2.0',
      }
    : null,
  transaction_link_id: null,
  wallet: null,
})

const methodDetails = (
  method: Stripe.PaymentMethod,
  amount: number,
  isAuthenticated: boolean,
): Stripe.Charge.PaymentMethodDetails => {
  const { us_bank_account: account, sepa_debit: sepa, bacs_debit: bacs } = method
  if (method.card) return { type: 'card', card: cardDetails(method.card, amount, isAuthenticated) }
  if (account) {
    return {
      type: 'us_bank_account',
      us_bank_account: {
        account_holder_type: account.account_holder_type,
        account_type: account.account_type,
        bank_name: account.bank_name,
        fingerprint: account.fingerprint,
        last4: account.last4,
        mandate: newId.mandate(),
        payment_reference: null,
        routing_number: account.routing_number,
      },
    }
  }
  if (sepa) {
    const { bank_code, branch_code, country, fingerprint, last4 } = sepa
    return {
      type: 'sepa_debit',
      sepa_debit: { bank_code, branch_code, country, fingerprint, last4, mandate: newId.mandate() },
    }
  }
  if (bacs) {
    return {
      type: 'bacs_debit',
      bacs_debit: {
        fingerprint: bacs.fingerprint,
        last4: bacs.last4,
        mandate: newId.mandate(),
        sort_code: bacs.sort_code,
      },
    }
  }
  return { type: method.type }
}

/** Keeps a new charge for the intent with this method. It is `pending` until it is marked otherwise. */
export const createCharge = (
  world: World,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  isAuthenticated: boolean,
): Stripe.Charge => {
  const id = method.type === 'card' ? newId.charge() : newId.bankCharge()
  const charge: Stripe.Charge = {
    id,
    object: 'charge',
    amount: intent.amount,
    amount_captured: 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: structuredClone(method.billing_details),
    calculated_statement_descriptor: method.type === 'card' ? 'SIMULATOR' : null,
    captured: false,
    created: world.now(),
    currency: intent.currency,
    customer: idOf(intent.customer),
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    fraud_details: {},
    livemode: false,
    metadata: { ...intent.metadata },
    on_behalf_of: null,
    outcome: null,
    paid: false,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: methodDetails(method, intent.amount, isAuthenticated),
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status: 'pending',
    transfer_data: null,
    transfer_group: null,
  }
  intent.latest_charge = id
  return world.state.charges.insert(charge)
}

/** The money has come. */
export const markSucceeded = (world: World, charge: Stripe.Charge, captured = charge.amount): void => {
  charge.status = 'succeeded'
  charge.paid = true
  charge.captured = true
  charge.amount_captured = captured
  charge.receipt_url = `${world.settings.baseUrl}/receipts/${charge.id}`
  charge.outcome = {
    advice_code: null,
    network_advice_code: null,
    network_decline_code: null,
    network_status: 'approved_by_network',
    reason: null,
    risk_level: 'normal',
    risk_score: 20,
    seller_message: 'Payment complete.',
    type: 'authorized',
  }
  charge.balance_transaction = recordMovement(world, {
    amount: charge.amount,
    currency: charge.currency,
    type: charge.payment_method_details?.type === 'card' ? 'charge' : 'payment',
    source: charge.id,
    description: charge.description,
    fee: feeOf(charge.amount),
  }).id
}

/** The money will not come. */
export const markFailed = (
  charge: Stripe.Charge,
  code: string,
  declineCode: string | null,
  message: string,
): void => {
  charge.status = 'failed'
  charge.paid = false
  charge.failure_code = code
  charge.failure_message = message
  charge.outcome = {
    advice_code: declineCode === 'lost_card' ? 'do_not_try_again' : 'try_again_later',
    network_advice_code: null,
    network_decline_code: null,
    network_status: 'declined_by_network',
    reason: declineCode ?? code,
    risk_level: 'normal',
    risk_score: 20,
    seller_message: 'The bank did not return any further details with this decline.',
    type: 'issuer_declined',
  }
}

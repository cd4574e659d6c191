import { createHash } from 'node:crypto'
import type Stripe from 'stripe'
import { newId } from '../state/ids.ts'
import type { World } from '../world.ts'
import type { TestNumber } from './test-numbers.ts'

/** What is known of a payment method besides its number. */
export interface PaymentMethodInput {
  billing?: Partial<Stripe.PaymentMethod.BillingDetails>
  month?: number
  year?: number
  metadata?: Record<string, string>
  allowRedisplay?: NonNullable<Stripe.PaymentMethod['allow_redisplay']>
}

/** The same for the same number, as Stripe's are within an account. */
const fingerprintOf = (number: string): string =>
  createHash('sha256')
    .update(`fingerprint ${number}`)
    .digest('base64url')
    .replaceAll(/[-_]/g, '0')
    .slice(0, 16)

const cardOf = (test: TestNumber, month: number, year: number): Stripe.PaymentMethod.Card => ({
  brand: test.brand,
  checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
  country: 'US',
  display_brand: test.brand === 'amex' ? 'american_express' : test.brand,
  exp_month: month,
  exp_year: year,
  fingerprint: fingerprintOf(test.number),
  funding: 'credit',
  generated_from: null,
  last4: test.number.slice(-4),
  networks: { available: [test.brand], preferred: null },
  regulated_status: 'unregulated',
  three_d_secure_usage: { supported: true },
  wallet: null,
})

const detailsOf = (
  test: TestNumber,
  input: PaymentMethodInput,
  year: number,
): Partial<Stripe.PaymentMethod> => {
  const fingerprint = fingerprintOf(test.number)
  const last4 = test.number.slice(-4)
  switch (test.kind) {
    case 'card':
      return { card: cardOf(test, input.month ?? 12, input.year ?? year) }
    case 'us_bank_account':
      return {
        us_bank_account: {
          account_holder_type: 'individual',
          account_type: 'checking',
          bank_name: test.brand,
          financial_connections_account: null,
          fingerprint,
          last4,
          networks: { preferred: 'ach', supported: ['ach'] },
          routing_number: '110000000',
          status_details: {},
        },
      }
    case 'sepa_debit':
      return {
        sepa_debit: {
          bank_code: test.brand,
          branch_code: '',
          country: 'AT',
          fingerprint,
          generated_from: { charge: null, setup_attempt: null },
          last4,
        },
      }
    default:
      return { bacs_debit: { fingerprint, last4, sort_code: '108800' } }
  }
}

/** Keeps a new payment method, attached to nobody. */
export const createPaymentMethod = (
  world: World,
  test: TestNumber,
  input: PaymentMethodInput = {},
): Stripe.PaymentMethod => {
  const year = new Date(world.milliseconds()).getUTCFullYear() + 4
  const method: Stripe.PaymentMethod = {
    id: newId.paymentMethod(),
    object: 'payment_method',
    allow_redisplay: input.allowRedisplay ?? 'unspecified',
    billing_details: { address: null, email: null, name: null, phone: null, tax_id: null, ...input.billing },
    created: world.now(),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: input.metadata ?? {},
    type: test.kind,
    ...detailsOf(test, input, year),
  }
  world.state.paymentMethodDetails.insert({ id: method.id, number: test.number, isSetUp: false })
  return world.state.paymentMethods.insert(method)
}

/** Attaches a payment method to a customer. */
export const attachPaymentMethod = (world: World, method: Stripe.PaymentMethod, customer: string): void => {
  if (method.customer === customer) return
  method.customer = customer
  world.emit('payment_method.attached', method)
}

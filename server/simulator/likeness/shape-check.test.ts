import { Stripe } from 'stripe'
import { expect, test } from 'vitest'
import { readDefinitions } from '../schemas/schema.ts'
import { shapeProblems } from './shape-check.ts'

const refund = {
  id: 're_1',
  object: 'refund',
  amount: 100,
  balance_transaction: null,
  charge: 'ch_1',
  created: 1,
  currency: 'usd',
  customer: null,
  customer_account: null,
  metadata: {},
  payment_intent: null,
  payment_method: null,
  reason: null,
  receipt_number: null,
  source_transfer_reversal: null,
  status: 'succeeded',
  transfer_reversal: null,
}

test('an object of the right shape has no problems', () => {
  expect(shapeProblems(refund)).toEqual([])
})

test.each([
  ['a field that is missing', { ...refund, currency: undefined }],
  ['a field of the wrong type', { ...refund, amount: '100' }],
  ['a value that there is not', { ...refund, reason: 'regret' }],
  ['a field that Stripe does not have', { ...refund, colour: 'red' }],
  ['an object inside that is wrong', { ...refund, charge: { object: 'charge' } }],
  ['an object of no known kind', { ...refund, object: 'refunded' }],
])('%s is found out', (_what, object) => {
  expect(shapeProblems(JSON.parse(JSON.stringify(object)) as typeof refund)).not.toEqual([])
})

test.each(['objects.jsonl', 'parameters.jsonl'] as const)(
  '%s was generated from the installed version of the stripe package (pnpm simulator:schemas)',
  (file) => {
    expect(readDefinitions(file).version).toBe(Stripe.PACKAGE_VERSION)
  },
)

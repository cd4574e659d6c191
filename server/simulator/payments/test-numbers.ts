/** What a test number does when it is charged. */
export type Behaviour =
  | { type: 'succeeds' }
  | { type: 'declines'; code: string; declineCode: string | null; message: string }
  /** `always`: each payment needs 3-D Secure. `unless_set_up`: off session it passes once the card was set up. */
  | { type: 'authenticates'; when: 'always' | 'unless_set_up'; outcome?: 'insufficient_funds' }
  /** `atLeast`: milliseconds that it takes, however soon the others settle. */
  | { type: 'settles_later'; outcome: 'succeed' | 'fail'; atLeast?: number }

/** What follows a payment that succeeded. */
export type Aftermath = 'dispute' | 'inquiry' | 'early_fraud_warning' | 'refund_pending' | 'refund_fails'

/** A number that Stripe gives out for tests: https://docs.stripe.com/testing. */
export interface TestNumber {
  number: string
  /** For the list on the payment page. */
  label: string
  kind: 'card' | 'us_bank_account' | 'sepa_debit' | 'bacs_debit'
  brand: string
  /** Tokens that stand for it, such as `pm_card_visa`. */
  tokens: readonly string[]
  behaviour: Behaviour
  aftermath?: Aftermath
}

const succeeds: Behaviour = { type: 'succeeds' }

const declines = (
  declineCode: string | null,
  message = 'Your card was declined.',
  code = 'card_declined',
): Extract<Behaviour, { type: 'declines' }> => ({
  type: 'declines',
  code,
  declineCode,
  message,
})

const card = (
  number: string,
  label: string,
  tokens: readonly string[],
  behaviour: Behaviour,
  more: { brand?: string; aftermath?: Aftermath } = {},
): TestNumber => ({ number, label, kind: 'card', brand: 'visa', tokens, behaviour, ...more })

/** Insufficient funds, as an answer of the bank. */
export const INSUFFICIENT_FUNDS: Extract<Behaviour, { type: 'declines' }> = declines(
  'insufficient_funds',
  'Your card has insufficient funds.',
)

/** The numbers that the simulator knows, in the order of the payment page's list. Others are refused as incorrect. */
export const TEST_NUMBERS: readonly TestNumber[] = [
  card('4242424242424242', 'Succeeds', ['pm_card_visa', 'tok_visa'], succeeds),
  card(
    '4000000000000002',
    'Declined',
    [
      'pm_card_visa_chargeDeclined',
      'pm_card_chargeDeclined',
      'tok_visa_chargeDeclined',
      'tok_chargeDeclined',
    ],
    declines('generic_decline'),
  ),
  card(
    '4000000000009995',
    'Insufficient funds',
    [
      'pm_card_visa_chargeDeclinedInsufficientFunds',
      'pm_card_chargeDeclinedInsufficientFunds',
      'tok_visa_chargeDeclinedInsufficientFunds',
    ],
    INSUFFICIENT_FUNDS,
  ),
  card('4000002760003184', 'Needs 3-D Secure', ['pm_card_authenticationRequired'], {
    type: 'authenticates',
    when: 'always',
  }),
  card('5555555555554444', 'Succeeds (Mastercard)', ['pm_card_mastercard', 'tok_mastercard'], succeeds, {
    brand: 'mastercard',
  }),
  card('378282246310005', 'Succeeds (American Express)', ['pm_card_amex', 'tok_amex'], succeeds, {
    brand: 'amex',
  }),
  card('4000000000009987', 'Reported lost', ['pm_card_visa_chargeDeclinedLostCard'], declines('lost_card')),
  card(
    '4000000000000069',
    'Expired card',
    ['pm_card_chargeDeclinedExpiredCard'],
    declines(null, 'Your card has expired.', 'expired_card'),
  ),
  card(
    '4000000000000127',
    'Wrong security code',
    ['pm_card_chargeDeclinedIncorrectCvc'],
    declines(null, "Your card's security code is incorrect.", 'incorrect_cvc'),
  ),
  card(
    '4000000000000119',
    'Processing error',
    ['pm_card_chargeDeclinedProcessingError'],
    declines(
      null,
      'An error occurred while processing your card. Try again in a little bit.',
      'processing_error',
    ),
  ),
  card(
    '4000000000000341',
    'Saves, then declines',
    ['pm_card_chargeCustomerFail'],
    declines('generic_decline'),
  ),
  card(
    '4000002500003155',
    'Needs 3-D Secure once',
    ['pm_card_authenticationRequiredOnSetup', 'pm_card_threeDSecure2Required'],
    { type: 'authenticates', when: 'unless_set_up' },
  ),
  card(
    '4000008260003178',
    '3-D Secure, then insufficient funds',
    ['pm_card_authenticationRequiredChargeDeclinedInsufficientFunds'],
    { type: 'authenticates', when: 'always', outcome: 'insufficient_funds' },
  ),
  card(
    '4000000000000259',
    'Succeeds, then disputed',
    ['pm_card_createDispute', 'tok_createDispute'],
    succeeds,
    { aftermath: 'dispute' },
  ),
  card(
    '4000000000001976',
    'Succeeds, then an inquiry',
    ['pm_card_createDisputeInquiry', 'tok_createDisputeInquiry'],
    succeeds,
    { aftermath: 'inquiry' },
  ),
  card(
    '4000000000005423',
    'Succeeds, then a fraud warning',
    ['pm_card_createIssuerFraudRecord', 'tok_createIssuerFraudRecord'],
    succeeds,
    { aftermath: 'early_fraud_warning' },
  ),
  card('4000000000007726', 'Succeeds; refunds settle later', ['pm_card_pendingRefund'], succeeds, {
    aftermath: 'refund_pending',
  }),
  card('4000000000005126', 'Succeeds; refunds fail later', ['pm_card_refundFail'], succeeds, {
    aftermath: 'refund_fails',
  }),
  {
    number: '000123456789',
    label: 'Settles',
    kind: 'us_bank_account',
    brand: 'STRIPE TEST BANK',
    tokens: ['pm_usBankAccount_success', 'pm_usBankAccount'],
    behaviour: { type: 'settles_later', outcome: 'succeed' },
  },
  {
    number: '000111111116',
    label: 'Fails',
    kind: 'us_bank_account',
    brand: 'STRIPE TEST BANK',
    tokens: ['pm_usBankAccount_accountClosed', 'pm_usBankAccount_noAccount'],
    behaviour: { type: 'settles_later', outcome: 'fail' },
  },
  {
    number: 'AT611904300234573201',
    label: 'Settles',
    kind: 'sepa_debit',
    brand: '19043',
    tokens: ['pm_success_at'],
    behaviour: { type: 'settles_later', outcome: 'succeed' },
  },
  {
    number: 'AT861904300235473202',
    label: 'Fails',
    kind: 'sepa_debit',
    brand: '19043',
    tokens: ['pm_failed_at'],
    behaviour: { type: 'settles_later', outcome: 'fail' },
  },
  {
    number: 'AT321904300235473204',
    label: 'Settles after three minutes',
    kind: 'sepa_debit',
    brand: '19043',
    tokens: ['pm_success_later_at'],
    behaviour: { type: 'settles_later', outcome: 'succeed', atLeast: 180_000 },
  },
  {
    number: 'IT60X0542811101000000123456',
    label: 'Fails (Italy)',
    kind: 'sepa_debit',
    brand: '05428',
    tokens: ['pm_failed_it'],
    behaviour: { type: 'settles_later', outcome: 'fail' },
  },
  {
    number: '00012345',
    label: 'Settles',
    kind: 'bacs_debit',
    brand: 'STRIPE TEST BANK',
    tokens: ['pm_bacsDebit_success'],
    behaviour: { type: 'settles_later', outcome: 'succeed' },
  },
  {
    number: '22222227',
    label: 'Fails',
    kind: 'bacs_debit',
    brand: 'STRIPE TEST BANK',
    tokens: ['pm_bacsDebit_accountClosed'],
    behaviour: { type: 'settles_later', outcome: 'fail' },
  },
]

/** The test number that was typed, blanks aside; undefined for one that Stripe does not give out. */
export const findTestNumber = (typed: string): TestNumber | undefined => {
  const number = typed.replaceAll(/[\s-]/g, '').toUpperCase()
  return TEST_NUMBERS.find((known) => known.number === number)
}

/** The test number for a token such as `pm_card_visa`. */
export const findToken = (token: string): TestNumber | undefined =>
  TEST_NUMBERS.find((known) => known.tokens.includes(token))

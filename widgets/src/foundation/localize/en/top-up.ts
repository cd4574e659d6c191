/** English, `<credit-top-up>`. */
import type { Amount } from '@creditkit/sdk'
import type { Format } from '../../format/format.ts'

export const enTopUp = {
  title: 'Add credits',
  legend: 'How many credits?',
  money: 'Pay in',
  saving: (percent: number, f: Format): string => `Save ${f.percent(percent / 100)}`,
  unitPrice: (price: string, per: string): string => (per === '1' ? `${price} each` : `${price} per ${per}`),
  /** After the price of one credit. */
  bonus: (amount: Amount, f: Format): string => `, with ${f.credits(amount)} bonus`,
  unavailable: 'Already bought',
  other: 'Other amount',
  range: (minimum: Amount, maximum: Amount, f: Format): string =>
    `${f.credits(minimum)} to ${f.credits(maximum)}`,
  newBalance: 'New balance',
  youSave: 'You save',
  total: 'Total',
  validFor: (days: number, f: Format): string => `Valid for ${f.duration(days * 86_400_000)}`,
  validUntil: (date: string): string => `Valid until ${date}`,
  pay: (price: string): string => `Pay ${price}`,
  payWith: (price: string, card: string): string => `Pay ${price} with ${card}`,
  payNothing: 'Pay',
  otherWay: 'Use another way to pay',
  savedCards: 'Saved cards',
  paying: 'Paying…',
  opening: 'Opening the payment page…',
  secure: 'Paid securely with Stripe',
  promotion: 'Have a promotion code? Enter it when you pay.',
  close: 'Close',
  nothingOnSale: 'There is nothing to buy at the moment.',
}

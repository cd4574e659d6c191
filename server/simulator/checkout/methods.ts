import type Stripe from 'stripe'

/** Bank debits by the currency in which they can be taken. */
const DEBITS: Readonly<Record<string, string>> = {
  usd: 'us_bank_account',
  eur: 'sepa_debit',
  gbp: 'bacs_debit',
}

/** The payment methods that a session offers, after its filters. */
export const methodTypes = (session: Stripe.Checkout.Session): string[] => {
  const debit = DEBITS[session.currency ?? '']
  const offered = ['card', ...(debit === undefined ? [] : [debit])]
  const { allowed_payment_method_types: allowed, excluded_payment_method_types: excluded } = session
  return offered.filter((type) => (allowed?.includes(type) ?? true) && !excluded?.includes(type))
}

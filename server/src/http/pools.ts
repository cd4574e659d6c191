import type { Currency, Ledger } from '../ledger/index.ts'
import { chooseCurrency } from './currencies.ts'

/** A pool as the ledger knows it, with its currency. */
export interface ChosenPool {
  readonly currency: Currency
  readonly key: { readonly customer: string; readonly currency: string; readonly resource: string }
}

/** The pool that a request means. Without a resource it is the customer's own. */
export async function choosePool(
  ledger: Ledger,
  customer: string,
  scope: { readonly currency?: string | undefined; readonly resource?: string | undefined },
): Promise<ChosenPool> {
  const currency = await chooseCurrency(ledger, scope.currency)
  return { currency, key: { customer, currency: currency.id, resource: scope.resource ?? '' } }
}

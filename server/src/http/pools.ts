import type { Currency, Ledger } from '../ledger/index.ts'
import { ProblemError } from './problems.ts'

/** The currency that a request means: the one it names, or the only one. */
export async function chooseCurrency(ledger: Ledger, id: string | undefined): Promise<Currency> {
  if (id !== undefined) return await ledger.currencies.get(id)
  const [only, ...others] = await ledger.currencies.list()
  if (!only)
    throw new ProblemError(
      'unknown_currency',
      'There is no currency yet: create one with PUT /v1/currencies/{id}.',
    )
  if (others.length > 0) throw new ProblemError('currency_required')
  return only
}

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

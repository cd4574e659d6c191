import type { Currency } from '../ledger/index.ts'
import { LedgerError, parseAmount } from '../ledger/index.ts'
import type { Context } from './context.ts'
import { TopUpError } from './errors.ts'

/** The currency of credits that a request means: the one named, or the only one. */
export async function chooseCurrency(context: Context, id: string | undefined): Promise<Currency> {
  if (id !== undefined) return await currencyById(context, id)
  const [only, ...others] = await context.ledger.currencies.list()
  if (!only) throw new TopUpError('unknown_currency', 'There is no currency yet. Create one first.')
  if (others.length > 0) {
    throw new TopUpError('currency_required', 'There is more than one currency: say which one.', {
      path: 'currency',
    })
  }
  return only
}

/** @throws TopUpError `unknown_currency` */
export async function currencyById(context: Context, id: string): Promise<Currency> {
  try {
    return await context.ledger.currencies.get(id)
  } catch (error) {
    if (!(error instanceof LedgerError && error.code === 'unknown_currency')) throw error
    throw new TopUpError('unknown_currency', error.message, { path: 'currency' }, { cause: error })
  }
}

/** Reads credits that someone sent. @throws TopUpError `invalid_value` where they are none of this currency */
export function readCredits(text: string, currency: Currency, path: string): bigint {
  try {
    return parseAmount(text, currency.scale)
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error
    throw new TopUpError('invalid_value', error.message, { path }, { cause: error })
  }
}

import type { Currency, Ledger } from '../ledger/index.ts'
import { ProblemError } from './problems.ts'

/** Long enough to cost nothing, short enough that a currency made by another server is soon the only one no more. */
const keptMilliseconds = 5000

interface Kept {
  readonly list: Promise<Currency[]>
  readonly readAt: number
}

const kept = new WeakMap<Ledger, Kept>()

/**
 * The currency that a request means: the one it names, or the only one. What it costs and its threshold may be some
 * seconds old; its id and scale never change.
 */
export async function chooseCurrency(ledger: Ledger, id: string | undefined): Promise<Currency> {
  const currencies = await recent(ledger)
  if (id !== undefined)
    return currencies.find((currency) => currency.id === id) ?? (await ledger.currencies.get(id))
  const [only, ...others] = currencies.length === 0 ? await ledger.currencies.list() : currencies
  if (!only) {
    throw new ProblemError(
      'unknown_currency',
      'There is no currency yet: create one with PUT /v1/currencies/{id}.',
    )
  }
  if (others.length > 0) throw new ProblemError('currency_required')
  return only
}

/** Reads the currencies again at the next call: one of them was changed. */
export function forgetCurrencies(ledger: Ledger): void {
  kept.delete(ledger)
}

async function recent(ledger: Ledger): Promise<Currency[]> {
  const known = kept.get(ledger)
  if (known && Date.now() - known.readAt < keptMilliseconds) return await known.list
  const list = ledger.currencies.list()
  kept.set(ledger, { list, readAt: Date.now() })
  try {
    return await list
  } catch (error) {
    kept.delete(ledger)
    throw error
  }
}

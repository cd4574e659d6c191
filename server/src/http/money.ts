import { moneyScale } from '../money-scale.ts'

interface MoneyGiven {
  readonly amount: string
  readonly currency: string
}

/** Money as the ledger keeps it. */
export function readMoney({ amount, currency }: MoneyGiven): {
  amount: bigint
  currency: string
  scale: number
} {
  return { amount: BigInt(amount), currency, scale: moneyScale(currency) }
}

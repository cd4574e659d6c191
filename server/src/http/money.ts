import { money } from '../top-ups/money.ts'

interface MoneyGiven {
  readonly amount: string
  readonly currency: string
}

/** Digits after the point of a currency of money, as Stripe counts them. */
export function moneyScale(currency: string): number {
  return money(0n, currency).scale
}

/** Money as the ledger keeps it. */
export function readMoney({ amount, currency }: MoneyGiven): {
  amount: bigint
  currency: string
  scale: number
} {
  return { amount: BigInt(amount), currency, scale: moneyScale(currency) }
}

import type { TopUpsOptions } from './context.ts'
import { LONGEST_CHECKOUT, SHORTEST_CHECKOUT } from './context.ts'

/** What an operator chooses about buying. */
export type PurchaseConfiguration = Required<
  Pick<TopUpsOptions, 'moneyCurrency' | 'promotionCodes' | 'automaticTax' | 'invoices' | 'checkoutMinutes'>
>

type Environment = Readonly<Record<string, string | undefined>>
type Report = (mistake: string) => void

/** Reads it from environment variables, and reports every mistake in a line of its own. */
export function readPurchases(environment: Environment, report: Report): PurchaseConfiguration {
  const value = (name: string, otherwise: string) => environment[name]?.trim() || otherwise
  const moneyCurrency = value('CREDITKIT_MONEY_CURRENCY', 'usd')
  if (!/^[a-z]{3}$/.test(moneyCurrency)) {
    report(`CREDITKIT_MONEY_CURRENCY is "${moneyCurrency}": use three lower-case letters such as usd.`)
  }
  const minutes = value('CREDITKIT_CHECKOUT_MINUTES', '60')
  const checkoutMinutes = /^\d{1,4}$/.test(minutes) ? Number(minutes) : 0
  if (checkoutMinutes < SHORTEST_CHECKOUT || checkoutMinutes > LONGEST_CHECKOUT) {
    report(
      `CREDITKIT_CHECKOUT_MINUTES is "${minutes}": use a whole number from ${SHORTEST_CHECKOUT} to ${LONGEST_CHECKOUT}.`,
    )
  }
  const flag = (name: string, otherwise: 'on' | 'off') => {
    const text = value(name, otherwise)
    if (text !== 'on' && text !== 'off') report(`${name} is "${text}": use on or off.`)
    return text === 'on'
  }
  return {
    moneyCurrency,
    checkoutMinutes,
    promotionCodes: flag('CREDITKIT_PROMOTION_CODES', 'off'),
    automaticTax: flag('CREDITKIT_AUTOMATIC_TAX', 'off'),
    invoices: flag('CREDITKIT_INVOICES', 'on'),
  }
}

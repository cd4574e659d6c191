import type Stripe from 'stripe'
import { percentOf, share } from '../state/money.ts'
import type { World } from '../world.ts'
import { lineSubtotal } from './lines.ts'

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0)

/** What a coupon takes off each of these amounts. What does not divide evenly falls on the last. */
const discountsOf = (coupon: Stripe.Coupon | null, amounts: readonly number[]): number[] => {
  if (coupon === null) return amounts.map(() => 0)
  const { percent_off: percent } = coupon
  if (percent !== null) return amounts.map((amount) => percentOf(amount, percent))
  const total = sum(amounts)
  const off = Math.min(coupon.amount_off ?? 0, total)
  const shares = amounts.map((amount) =>
    total === 0 ? 0 : Number((BigInt(off) * BigInt(amount)) / BigInt(total)),
  )
  const last = shares.length - 1
  return shares.map((amount, index) => (index === last ? amount + off - sum(shares) : amount))
}

/** The tax on an amount: on top of it, or what is in it where the price includes tax. */
const taxOf = (amount: number, percent: number, isInclusive: boolean): number => {
  const tenThousandths = BigInt(Math.round(percent * 10_000))
  return isInclusive
    ? share(amount, tenThousandths, 1_000_000n + tenThousandths)
    : share(amount, tenThousandths, 1_000_000n)
}

/** Works out the lines and the totals of a session afresh, after its quantities, discount or address have changed. */
export const updateTotals = (
  world: World,
  session: Stripe.Checkout.Session,
  lines: Stripe.LineItem[],
): void => {
  const subtotals = lines.map((line) => (line.price ? lineSubtotal(line.price, line.quantity ?? 0) : 0))
  const discounts = discountsOf(couponOf(world, session), subtotals)
  const isTaxed = session.automatic_tax.enabled && session.automatic_tax.status === 'complete'
  lines.forEach((line, index) => {
    const subtotal = subtotals[index] ?? 0
    const discount = discounts[index] ?? 0
    const isInclusive = line.price?.tax_behavior === 'inclusive'
    const tax = isTaxed ? taxOf(subtotal - discount, world.settings.taxPercent, isInclusive) : 0
    line.amount_subtotal = subtotal
    line.amount_discount = discount
    line.amount_tax = tax
    line.amount_total = subtotal - discount + (isInclusive ? 0 : tax)
  })
  session.amount_subtotal = sum(subtotals)
  session.amount_total = sum(lines.map((line) => line.amount_total))
  session.total_details = {
    amount_discount: sum(discounts),
    amount_shipping: 0,
    amount_tax: sum(lines.map((line) => line.amount_tax)),
  }
}

/** The coupon that a session's discount comes from. */
export const couponOf = (world: World, session: Stripe.Checkout.Session): Stripe.Coupon | null => {
  const id = session.discounts?.[0]?.coupon
  return (typeof id === 'string' ? world.state.coupons.get(id) : id) ?? null
}

/** A saved card, as its owner knows it. */
import type { PaymentMethod } from '@creditkit/sdk'
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'

const brands: Record<string, string> = {
  amex: 'Amex',
  diners: 'Diners Club',
  jcb: 'JCB',
  unionpay: 'UnionPay',
}
export const DOTS = '••••'

/** `Visa •••• 4242`, from left to right wherever it stands. */
export function cardName({ brand, last4 }: PaymentMethod): string {
  return `\u2066${brands[brand] ?? brand.charAt(0).toUpperCase() + brand.slice(1)}\u00a0${DOTS}\u00a0${last4}\u2069`
}

/** A sentence with a card in it; the dots are not read out. */
export function readable(sentence: string): TemplateResult {
  const [before, after] = sentence.split(DOTS, 2)
  return html`<span
    >${before}${after === undefined ? nothing : html`<span aria-hidden="true">${DOTS}</span>${after}`}</span
  >`
}

/** A card is good until its month is over. */
export function isExpired({ expiryYear, expiryMonth }: PaymentMethod, now = new Date()): boolean {
  return now >= new Date(expiryYear, expiryMonth, 1)
}

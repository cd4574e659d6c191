import { randomBytes } from 'node:crypto'

const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** Random letters and digits, evenly spread. */
export const randomText = (length: number): string => {
  let text = ''
  while (text.length < length) {
    for (const byte of randomBytes(length)) if (byte < 248 && text.length < length) text += LETTERS[byte % 62]
  }
  return text
}

/** Ids with the prefixes and lengths of Stripe's. */
export const newId = {
  balanceTransaction: () => `txn_3S${randomText(22)}`,
  bankCharge: () => `py_3S${randomText(22)}`,
  charge: () => `ch_3S${randomText(22)}`,
  checkoutSession: () => `cs_test_a1${randomText(56)}`,
  coupon: () => randomText(8),
  customer: () => `cus_${randomText(14)}`,
  discount: () => `di_1S${randomText(22)}`,
  dispute: () => `du_1S${randomText(22)}`,
  earlyFraudWarning: () => `issfr_1S${randomText(22)}`,
  event: () => `evt_1S${randomText(22)}`,
  invoice: () => `in_1S${randomText(22)}`,
  invoiceLine: () => `il_1S${randomText(22)}`,
  lineItem: () => `li_1S${randomText(22)}`,
  mandate: () => `mandate_1S${randomText(22)}`,
  paymentIntent: () => `pi_3S${randomText(22)}`,
  paymentMethod: () => `pm_1S${randomText(22)}`,
  price: () => `price_1S${randomText(22)}`,
  product: () => `prod_${randomText(14)}`,
  promotionCode: () => `promo_1S${randomText(22)}`,
  refund: () => `re_3S${randomText(22)}`,
  request: () => `req_${randomText(14)}`,
  setupIntent: () => `seti_1S${randomText(22)}`,
  taxRate: () => `txr_1S${randomText(22)}`,
  webhookEndpoint: () => `we_1S${randomText(22)}`,
  webhookSecret: () => `whsec_${randomText(32)}`,
} as const

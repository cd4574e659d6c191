import type { PaymentMethod } from '@creditkit/sdk'

/** Saved cards: `visa` is good for years, `old` has expired. */
export const cards = {
  visa: { id: 'pm_visa', brand: 'visa', last4: '4242', expiryMonth: 4, expiryYear: 2031 },
  mastercard: { id: 'pm_mastercard', brand: 'mastercard', last4: '4444', expiryMonth: 11, expiryYear: 2030 },
  old: { id: 'pm_old', brand: 'amex', last4: '0005', expiryMonth: 8, expiryYear: 2024 },
} satisfies Record<string, PaymentMethod>

/** A catalogue and orders to change in parts, for tests. */
import type { Catalogue, Order, Package, Quote } from '@creditkit/sdk'
import { placeholder } from '../credit-top-up/placeholder.ts'

const dollars = { currency: 'usd', scale: 2 }

function packageOf(id: string, credits: string, price: string, change: Partial<Package> = {}): Package {
  return {
    id,
    name: `${credits} credits`,
    currency: 'ai',
    credits,
    bonusCredits: '0',
    price: { amount: price, ...dollars },
    unitPrice: { amount: '0.1', ...dollars },
    savingPercent: 0,
    expiresAfterDays: 365,
    perCustomerLimit: null,
    purchasable: true,
    displayOrder: Number(credits),
    ...change,
  }
}

export function catalogueWith(change: Partial<Catalogue> = {}): Catalogue {
  return {
    ...placeholder,
    packages: [
      packageOf('medium', '25000', '2250', { savingPercent: 10, unitPrice: { amount: '0.09', ...dollars } }),
      packageOf('small', '5000', '500'),
      packageOf('large', '100000', '8250', { savingPercent: 25, bonusCredits: '10000' }),
    ],
    custom: { currency: 'ai', minimum: '1000', maximum: '1000000', step: '1000', tiers: [] },
    moneyCurrencies: ['usd'],
    checkoutModes: ['hosted', 'embedded'],
    ...change,
  }
}

export function quoteOf(credits: string, price: string): Quote {
  return {
    currency: 'ai',
    packageId: null,
    credits,
    bonusCredits: '0',
    totalCredits: credits,
    price: { amount: price, ...dollars },
    unitPrice: { amount: '0.09', ...dollars },
    saving: { amount: '270', ...dollars },
    savingPercent: 10,
    grantExpiresAt: '2027-11-22T10:20:00.000Z',
    balance: '12480',
    newBalance: '0',
  }
}

export function orderWith(change: Partial<Order> = {}): Order {
  return {
    id: 'order_1',
    status: 'open',
    currency: 'ai',
    resource: null,
    packageId: 'medium',
    packageName: '25,000 credits',
    quantity: 1,
    credits: '25000',
    bonusCredits: '0',
    totalCredits: '25000',
    price: { amount: '2250', ...dollars },
    paid: null,
    checkoutMode: 'hosted',
    checkoutUrl: 'https://pay.test/order_1',
    clientSecret: null,
    grantId: null,
    receiptUrl: null,
    failure: null,
    createdAt: '2026-11-22T10:20:00.000Z',
    updatedAt: '2026-11-22T10:20:00.000Z',
    expiresAt: null,
    ...change,
  }
}

/** A request that the server refused. */
export function refusal(code: string): Error {
  return Object.assign(new Error(code), { code, status: 400, retryable: false, requestId: 'req_1' })
}

import type { Balance, Order, StreamEvent } from '../src/wire.ts'

const AT = '2026-11-22T10:00:00.000Z'

export function balance(seq: number, available: string, more: Partial<Balance> = {}): Balance {
  return {
    customer: 'acme',
    currency: { id: 'ai', name: { singular: 'AI credit', plural: 'AI credits' }, scale: 0, unitCost: null },
    resource: null,
    balance: available,
    held: '0',
    available,
    pending: '0',
    overdraftLimit: '0',
    byCategory: [
      { category: 'paid', remaining: available },
      { category: 'promotional', remaining: '0' },
    ],
    granted: available,
    used: '0',
    value: null,
    nextExpiry: null,
    runway: null,
    lowThreshold: null,
    seq: String(seq),
    asOf: AT,
    ...more,
  }
}

export function balanceChanged(seq: number, available: string, currency = 'ai'): StreamEvent {
  return {
    type: 'balance.changed',
    currency,
    resource: null,
    seq: String(seq),
    balance: available,
    held: '0',
    available,
    at: AT,
  }
}

export function order(status: Order['status'], updatedAt = AT): Order {
  return {
    id: 'ord_1',
    status,
    currency: 'ai',
    resource: null,
    packageId: 'small',
    packageName: 'Small',
    quantity: 1,
    credits: '5000',
    bonusCredits: '0',
    totalCredits: '5000',
    price: { amount: '500', currency: 'usd', scale: 2 },
    paid: null,
    checkoutMode: 'hosted',
    checkoutUrl: 'http://127.0.0.1/pay',
    clientSecret: null,
    grantId: null,
    receiptUrl: null,
    failure: null,
    createdAt: AT,
    updatedAt,
    expiresAt: null,
  }
}

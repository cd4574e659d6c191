import * as z from 'zod'
import { exactlyOne } from './exactly-one.ts'
import {
  Amount,
  Instant,
  Money,
  PositiveAmount,
  UnitPrice,
  currencyId,
  hostId,
  moneyCurrency,
  packageId,
  page,
  text,
} from './values.ts'

export const Package = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    currency: z.string(),
    credits: Amount,
    bonusCredits: Amount,
    price: Money,
    unitPrice: UnitPrice.meta({ description: 'Per credit, bonus included.' }),
    savingPercent: z.int().meta({ description: 'Against the dearest unit price on sale; 0 if none.' }),
    expiresAfterDays: z.int().nullable().meta({ description: 'Of what it grants; null: never.' }),
    perCustomerLimit: z.int().nullable(),
    purchasable: z.boolean().meta({ description: 'false: this customer has reached the limit.' }),
    displayOrder: z.int(),
  })
  .meta({ id: 'Package', description: 'A top-up on sale.' })

export const CustomAmount = z
  .strictObject({
    currency: z.string(),
    minimum: Amount,
    maximum: Amount,
    step: Amount,
    tiers: z.array(z.strictObject({ from: Amount, unitPrice: UnitPrice })),
  })
  .meta({ id: 'CustomAmount', description: 'Bounds and volume prices of a freely chosen amount.' })

export const CheckoutMode = z.enum(['hosted', 'embedded']).meta({ id: 'CheckoutMode' })

export const Catalogue = z
  .strictObject({
    packages: z.array(Package),
    custom: CustomAmount.nullable(),
    moneyCurrencies: z.array(z.string()),
    moneyCurrency: z.string(),
    promotionCodes: z.boolean(),
    checkoutModes: z.array(CheckoutMode),
  })
  .meta({ id: 'Catalogue', description: 'Everything that this customer can buy.' })

export const payCurrency = moneyCurrency.meta({
  description: 'The currency to pay in; the default one unless given.',
})

export const paymentMethodId = z.string().regex(/^pm_\w{1,200}$/, 'must be the id of a saved card')

const choice = {
  currency: currencyId.optional(),
  moneyCurrency: payCurrency.optional(),
  resource: hostId.optional(),
  packageId: packageId.optional(),
  credits: PositiveAmount.optional(),
}

export const QuoteRequest = exactlyOne(z.strictObject(choice), ['packageId', 'credits']).meta({
  id: 'QuoteRequest',
  description: 'What to buy: a package, or a number of credits.',
})

export const Quote = z
  .strictObject({
    currency: z.string(),
    packageId: z.string().nullable(),
    credits: Amount,
    bonusCredits: Amount,
    totalCredits: Amount,
    price: Money,
    unitPrice: UnitPrice,
    saving: Money.nullable(),
    savingPercent: z.int(),
    grantExpiresAt: Instant.nullable(),
    balance: Amount,
    newBalance: Amount,
  })
  .meta({ id: 'Quote', description: 'What would be paid and granted now.' })

export const TopUpRequest = exactlyOne(
  z.strictObject({
    ...choice,
    returnPath: text(1000).optional().meta({
      description: 'Where to come back to, on the session’s own origin: a path that begins with one slash.',
      example: '/account',
    }),
    checkoutMode: CheckoutMode.optional(),
    paymentMethod: paymentMethodId.optional().meta({ description: 'A saved card to charge at once.' }),
  }),
  ['packageId', 'credits'],
).meta({ id: 'TopUpRequest', description: 'What to buy, and where to come back to.' })

export const OrderStatus = z
  .enum([
    'created',
    'open',
    'processing',
    'paid',
    'granted',
    'expired',
    'failed',
    'partly_refunded',
    'refunded',
    'disputed',
  ])
  .meta({ id: 'OrderStatus' })

export const Order = z
  .strictObject({
    id: z.string(),
    status: OrderStatus,
    currency: z.string(),
    resource: z.string().nullable(),
    packageId: z.string().nullable(),
    packageName: z.string().nullable(),
    quantity: z.int(),
    credits: Amount,
    bonusCredits: Amount,
    totalCredits: Amount,
    price: Money.meta({ description: 'As it was quoted.' }),
    paid: Money.nullable().meta({ description: 'What was paid, with tax and discounts.' }),
    checkoutMode: z.enum([...CheckoutMode.options, 'saved_card']),
    checkoutUrl: z.string().nullable().meta({ description: 'Hosted, while open.' }),
    clientSecret: z.string().nullable().meta({ description: 'Embedded, while open.' }),
    grantId: z.string().nullable(),
    receiptUrl: z.string().nullable(),
    failure: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
    createdAt: Instant,
    updatedAt: Instant,
    expiresAt: Instant.nullable(),
  })
  .meta({ id: 'Order', description: 'One top-up from click to grant.' })

export const OrderPage = page('OrderPage', Order)

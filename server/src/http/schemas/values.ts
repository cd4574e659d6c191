import * as z from 'zod'
import 'zod-openapi'
import { CURRENCY_ID, FEATURE_ID, HOST_ID, KEY_NAME } from '../../ledger/index.ts'

const earliestYear = 1970
const latestYear = 9998

/** Text that Postgres can store and a log can show: no control characters, no broken surrogates. */
export const text = (maximum: number, minimum = 1) =>
  z
    .string()
    .min(minimum)
    .max(maximum)
    // oxlint-disable-next-line no-control-regex -- control characters are what it refuses
    .regex(/^[^\u0000-\u001f\u007f]*$/, 'must not contain control characters')
    .refine((value) => value.isWellFormed(), 'must be well-formed Unicode')

/** The host's own id of a customer, resource or actor. */
export const hostId = text(HOST_ID.longest)
  .regex(HOST_ID.noSpacesAround, 'must not begin or end with a space')
  .regex(HOST_ID.noRelativePath, 'must not be "." or "..", which mean another place in an address')

export const currencyId = z
  .string()
  .regex(CURRENCY_ID, 'must be 1 to 32 of a-z, 0-9, "_" and "-", and begin with a letter')
  .meta({ example: 'ai' })

export const featureId = z
  .string()
  .regex(
    FEATURE_ID,
    'must be 1 to 64 of letters, digits, ".", "_", ":" and "-", and begin with a letter or digit',
  )
  .meta({ example: 'chat' })

export const packageId = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9._-]{0,63}$/,
    'must be 1 to 64 of a-z, 0-9, ".", "_" and "-", and begin with a letter or digit',
  )
  .meta({ example: 'starter' })

export const uuid = z.uuid()

export const idempotencyKey = z
  .string()
  .regex(/^[\x21-\x7e]{1,255}$/, 'must be 1 to 255 printable ASCII characters without spaces')

/** The limit of a decimal, for the sentence that refuses it. */
export const digits = (before: number, after: number) =>
  `with at most ${before} digits before the point and ${after} after it`

export const Amount = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/)
  .meta({
    id: 'Amount',
    description:
      'Credits: a decimal string in the currency’s unit, with at most its `scale` digits after the point, no exponent and no trailing zeros.',
    example: '12480',
  })

/** A positive amount of credits from a caller; the currency's scale is checked where the currency is known. */
export const PositiveAmount = z
  .string()
  .regex(
    /^(?!0+(\.0+)?$)\d{1,15}(\.\d{1,9})?$/,
    `must be a positive decimal string such as "100" or "2.5", ${digits(15, 9)}`,
  )
  .meta({
    id: 'PositiveAmount',
    description: 'A positive decimal string, without sign or exponent.',
    example: '100',
  })

export const AmountInput = z
  .string()
  .regex(/^\d{1,15}(\.\d{1,9})?$/, `must be a decimal string such as "0", "100" or "2.5", ${digits(15, 9)}`)
  .meta({
    id: 'AmountInput',
    description: 'A decimal string of zero or more, without sign or exponent.',
    example: '50',
  })

export const Quantity = z
  .string()
  .regex(
    /^(?!0+(\.0+)?$)\d{1,12}(\.\d{1,9})?$/,
    `must be a positive decimal string such as "1" or "0.25", ${digits(12, 9)}`,
  )
  .meta({ id: 'Quantity', description: 'How much of a feature: a positive decimal string.', example: '1' })

export const QuantityInput = z
  .string()
  .regex(/^\d{1,12}(\.\d{1,9})?$/, `must be a decimal string such as "0", "1" or "0.25", ${digits(12, 9)}`)
  .meta({
    id: 'QuantityInput',
    description: 'How much of a feature: a decimal string of zero or more.',
    example: '1',
  })

export const Instant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/)
  .meta({
    id: 'Instant',
    format: 'date-time',
    description: 'RFC 3339 in UTC with exactly milliseconds.',
    example: '2026-11-22T10:20:00.123Z',
  })

/** An instant from a caller, with any offset; digits beyond milliseconds are cut. */
export const InstantInput = z.iso
  .datetime({ offset: true, abort: true })
  .refine((value) => {
    const year = new Date(value).getUTCFullYear()
    return year >= earliestYear && year <= latestYear
  }, `must lie between the years ${earliestYear} and ${latestYear}`)
  .transform((value) => new Date(value))
  .meta({ example: '2026-11-22T10:20:00Z' })

const isTimeZone = (value: string) => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** A place's name: Postgres reads an offset such as "+05:00" the other way round than JavaScript. */
export const timeZone = z
  .string()
  .max(64)
  .regex(/^[A-Za-z]/, 'must begin with a letter')
  .refine(isTimeZone, 'must be a time zone such as "Europe/Berlin"')

const moneyCurrencies = new Set(Intl.supportedValuesOf('currency').map((code) => code.toLowerCase()))

/** A currency of money from a caller. */
export const moneyCurrency = z
  .string()
  .regex(/^[a-z]{3}$/, { error: 'must be three lower-case letters such as "usd"', abort: true })
  .refine((code) => moneyCurrencies.has(code), 'must be a currency of ISO 4217 such as "usd"')
  .meta({ example: 'usd' })

const moneyFields = {
  currency: z
    .string()
    .regex(/^[a-z]{3}$/)
    .meta({ description: 'ISO 4217, in lower case.', example: 'usd' }),
  scale: z.int().min(0).max(4).meta({ description: 'Digits of a minor unit after the point.', example: 2 }),
}

export const Money = z
  .strictObject({
    amount: z
      .string()
      .regex(/^-?\d+$/)
      .meta({ description: 'Minor units, as Stripe counts them.', example: '2250' }),
    ...moneyFields,
  })
  .meta({ id: 'Money', description: 'Money in integer minor units: "2250", "usd", scale 2 is $22.50.' })

export const UnitPrice = z
  .strictObject({
    amount: z
      .string()
      .regex(/^\d+(\.\d+)?$/)
      .meta({ description: 'Minor units, with a fraction where needed.', example: '0.1' }),
    ...moneyFields,
  })
  .meta({ id: 'UnitPrice', description: 'The price of one credit: "0.1", "usd", scale 2 is $0.001.' })

/** Money from a caller: its scale is known from its currency. */
export const MoneyInput = z
  .strictObject({
    amount: z
      .string()
      .regex(/^\d{1,12}$/, 'must be integer minor units such as "2250", of at most 12 digits')
      .meta({ example: '2250' }),
    currency: moneyCurrency,
  })
  .meta({ id: 'MoneyInput', description: 'Money in integer minor units, as Stripe counts them.' })

export const UnitPriceInput = z
  .strictObject({
    amount: z
      .string()
      .regex(/^\d{1,12}(\.\d{1,12})?$/, `must be minor units such as "0.1", ${digits(12, 12)}`)
      .meta({ example: '0.1' }),
    currency: moneyCurrency,
  })
  .meta({
    id: 'UnitPriceInput',
    description: 'The price of one credit in minor units, with a fraction where needed.',
  })

export const OverdraftKind = z.enum(['hard', 'soft'])

export const Category = z.enum(['paid', 'promotional']).meta({ id: 'Category' })

/** The ledger counts whole seconds here. */
export const Duration = z.iso
  .duration()
  .max(40)
  .regex(/^[^.,]*$/, 'must be in whole numbers, such as "PT90S" for a minute and a half')
  .meta({ format: 'duration' })

const mapKey = z.string().regex(KEY_NAME, 'must be 1 to 40 of A-Z, a-z, 0-9, "_", "." and "-"')

export const Metadata = z
  .record(mapKey, text(500, 0))
  .refine((value) => Object.keys(value).length <= 20, 'must have at most 20 keys')
  .meta({ id: 'Metadata', description: 'The host’s own notes: at most 20 short keys with text.' })

export const Dimensions = z
  .record(mapKey, text(128))
  .refine((value) => Object.keys(value).length <= 8, 'must have at most 8 keys')
  .meta({
    id: 'Dimensions',
    description: 'What a rate and usage can tell apart, such as a model or a region.',
  })

/** Cursors are opaque to callers; each list refuses what is not of its own shape. */
export const cursor = text(500).meta({ description: '`nextCursor` of the page before.' })

export const pageQuery = {
  cursor: cursor.optional(),
  limit: z
    .string()
    // Not what JavaScript takes for a number besides, such as "1e2" and "0x10".
    .refine((number) => /^([1-9]\d?|100)$/.test(number), 'must be a whole number from 1 to 100')
    .transform(Number)
    .default(25)
    .meta({
      description: 'How many at most.',
      override: { type: 'integer', minimum: 1, maximum: 100, default: 25 },
    }),
}

export const scopeQuery = {
  currency: currencyId.optional().meta({ description: 'Needed only where there is more than one currency.' }),
  resource: hostId
    .optional()
    .meta({ description: 'A pool of its own, such as a workspace; the customer’s own pool unless given.' }),
}

/** A page of `item`s under the component name `id`. */
export const page = <Item extends z.ZodType>(id: string, item: Item) =>
  z.strictObject({ data: z.array(item), nextCursor: z.string().nullable() }).meta({ id })

import * as z from 'zod'
import { Consumption } from './ledger.ts'
import { Problem } from './problem.ts'
import {
  Category,
  Dimensions,
  Duration,
  Instant,
  InstantInput,
  Metadata,
  MoneyInput,
  PositiveAmount,
  Quantity,
  currencyId,
  featureId,
  hostId,
  idempotencyKey,
  text,
} from './values.ts'

export const reason = text(500).optional().meta({ description: 'Shown to the customer in the statement.' })
export const actor = hostId.optional().meta({ description: 'Who did it, for the audit trail.' })

/** The ledger's own bounds. */
export const priority = z
  .int()
  .min(-1000)
  .max(1000)
  .meta({ description: 'Lower is spent first; 0 unless given.' })

export const demand = {
  customer: hostId,
  currency: currencyId.optional(),
  resource: hostId.optional(),
  feature: featureId.optional(),
  quantity: Quantity.optional().meta({ description: 'Of the feature; "1" unless given.' }),
  amount: PositiveAmount.optional().meta({ description: 'Credits, instead of a feature’s rate.' }),
  dimensions: Dimensions.optional(),
}

const consumption = {
  ...demand,
  at: InstantInput.optional().meta({
    description:
      'When it was used; now unless given. At most 7 days ago, and paid by credits that were in effect then and still are.',
  }),
  whenShort: z
    .enum(['refuse', 'partial', 'overdraft'])
    .optional()
    .meta({ description: 'What to do when there is not enough; refuse unless given.' }),
  reason,
  actor,
  metadata: Metadata.optional(),
}

type Demand = { feature?: unknown; amount?: unknown; quantity?: unknown }

/** What every description of a use has to keep to, when parsing and in the description of the API. */
export function demandRules<Schema extends z.ZodType<Demand>>(
  schema: Schema,
  id: string,
  example: object,
): Schema {
  return schema
    .refine((value) => value.feature !== undefined || value.amount !== undefined, {
      message: 'must have "feature" or "amount"',
      params: { missing: true },
    })
    .refine((value) => value.amount === undefined || value.quantity === undefined, {
      message: 'must not have both "amount" and "quantity"',
    })
    .meta({
      id,
      example,
      unusedIO: 'input',
      override: { anyOf: [{ required: ['feature'] }, { required: ['amount'] }] },
    })
}

export const ConsumeRequest = demandRules(z.strictObject(consumption), 'ConsumeRequest', {
  customer: 'acme',
  feature: 'chat',
  quantity: '1250',
  dimensions: { model: 'large' },
})

const item = { customer: 'acme', feature: 'chat', quantity: '1250', idempotencyKey: 'message-7' }

export const ConsumeBatchItem = demandRules(
  z.strictObject({ ...consumption, idempotencyKey }),
  'ConsumeBatchItem',
  item,
)

/** Each item is checked on its own: a wrong one is refused, the others are done. */
export const ConsumeBatchRequest = z
  .strictObject({
    items: z
      .array(z.unknown().meta({ override: { $ref: '#/components/schemas/ConsumeBatchItem' } }))
      .min(1)
      .max(1000),
  })
  .meta({ id: 'ConsumeBatchRequest', example: { items: [item] } })

export const ConsumeBatchResult = z
  .union([
    z.strictObject({ status: z.literal(200), consumption: Consumption }),
    z.strictObject({ status: z.int(), problem: Problem }),
  ])
  .meta({ id: 'ConsumeBatchResult' })

export const ConsumeBatchResults = z
  .strictObject({ results: z.array(ConsumeBatchResult) })
  .meta({ id: 'ConsumeBatchResults', description: 'One result for each item, in the same order.' })

export const CheckRequest = demandRules(
  z.strictObject({
    ...demand,
    whenShort: z
      .enum(['refuse', 'overdraft'])
      .optional()
      .meta({ description: 'Whether the overdraft may be used, as by a consumption; refuse unless given.' }),
  }),
  'CheckRequest',
  { customer: 'acme', feature: 'chat', quantity: '1250' },
)

export const GrantRequest = z
  .strictObject({
    customer: hostId,
    currency: currencyId.optional(),
    resource: hostId.optional(),
    amount: PositiveAmount,
    category: Category.optional().meta({ description: 'promotional unless given.' }),
    priority: priority.optional(),
    effectiveAt: InstantInput.optional(),
    expiresAt: InstantInput.optional(),
    expiresAfter: Duration.optional().meta({ description: 'ISO 8601.', example: 'P30D' }),
    costBasis: MoneyInput.optional(),
    features: z.array(featureId).min(1).max(50).optional(),
    reason,
    actor,
    metadata: Metadata.optional(),
  })
  .refine((value) => value.expiresAt === undefined || value.expiresAfter === undefined, {
    message: 'must not have both "expiresAt" and "expiresAfter"',
  })
  .meta({
    id: 'GrantRequest',
    example: { customer: 'acme', amount: '1000', expiresAfter: 'P30D', reason: 'Welcome' },
  })

export const CustomerRequest = z
  .strictObject({ name: text(200).optional(), email: z.email().max(320).optional() })
  .meta({ id: 'CustomerRequest', example: { name: 'Acme Ltd', email: 'accounts@acme.example' } })

export const Customer = z
  .strictObject({
    id: z.string(),
    name: z.string().nullable(),
    email: z.string().nullable(),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'Customer' })

export const Scope = z.enum(['read', 'purchase', 'settings']).meta({ id: 'Scope' })

export const SessionRequest = z
  .strictObject({
    customer: hostId,
    scopes: z.array(Scope).min(1).max(3).optional().meta({ description: 'read and purchase unless given.' }),
    origin: text(300).meta({
      description: 'The origin of the page that uses it, exactly as the browser sends it.',
      example: 'https://app.example.com',
    }),
    expiresIn: z.int().min(30).max(3600).optional().meta({ description: 'Seconds; 600 unless given.' }),
  })
  .meta({
    id: 'SessionRequest',
    example: { customer: 'acme', origin: 'https://app.example.com', scopes: ['read', 'purchase'] },
  })

export const Session = z
  .strictObject({
    id: z.string(),
    token: z.string(),
    expiresAt: Instant,
    customer: z.string(),
    scopes: z.array(Scope),
    origin: z.string(),
  })
  .meta({ id: 'Session', description: 'A short-lived token that lets a browser act for one customer.' })

export const Verification = z
  .strictObject({
    ok: z.boolean(),
    customers: z.int().meta({
      description: 'How many were looked at: 0 where the ledger has nothing of the one that was asked for.',
    }),
    findings: z
      .array(
        z.strictObject({
          customer: z
            .string()
            .nullable()
            .meta({ description: 'Null where the row belongs to none: a price.' }),
          currency: z.string().nullable().meta({ description: 'Null where the row names no pool.' }),
          resource: z.string().nullable(),
          rule: z.string().meta({ description: 'Which invariant is broken.' }),
          row: z.string(),
          message: z.string(),
        }),
      )
      .meta({ description: 'The first thousand at most.' }),
    asOf: Instant,
  })
  .meta({ id: 'Verification', description: 'Whether the ledger adds up.' })

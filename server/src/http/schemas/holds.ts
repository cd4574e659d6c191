import * as z from 'zod'
import { exactlyOne } from './exactly-one.ts'
import { Consumption } from './ledger.ts'
import { actor, demand, demandRules, reason } from './host.ts'
import {
  Amount,
  AmountInput,
  Dimensions,
  Duration,
  Instant,
  InstantInput,
  Metadata,
  QuantityInput,
  page,
} from './values.ts'

export const HoldStatus = z.enum(['open', 'settled', 'released', 'lapsed']).meta({ id: 'HoldStatus' })

export const Hold = z
  .strictObject({
    id: z.string(),
    customer: z.string(),
    currency: z.string(),
    resource: z.string().nullable(),
    status: HoldStatus,
    amount: Amount,
    reserved: Amount.meta({ description: 'Of `amount`, what stands behind it now.' }),
    feature: z.string().nullable(),
    quantity: z.string().nullable(),
    dimensions: Dimensions,
    createdAt: Instant,
    lapsesAt: Instant.meta({ description: 'When it lets go by itself.' }),
    closedAt: Instant.nullable(),
    settledAmount: Amount.nullable(),
    reason: z.string().nullable(),
    actor: z.string().nullable(),
    metadata: Metadata,
    balance: Amount,
    available: Amount,
    seq: z.string(),
  })
  .meta({ id: 'Hold', description: 'Credits reserved now, settled or released later.' })

export const HoldPage = page('HoldPage', Hold)

export const HoldRequest = demandRules(
  z.strictObject({
    ...demand,
    lapsesAt: InstantInput.optional().meta({ description: 'An hour from now unless given.' }),
    lapsesAfter: Duration.optional().meta({ description: 'ISO 8601, instead.', example: 'PT15M' }),
    reason,
    actor,
    metadata: Metadata.optional(),
  }),
  'HoldRequest',
  { customer: 'acme', feature: 'chat', quantity: '4000', lapsesAfter: 'PT15M' },
)

export const SettleRequest = z
  .strictObject({
    amount: AmountInput.optional().meta({ description: 'What the work cost in the end.' }),
    quantity: QuantityInput.optional().meta({
      description:
        'Or how much of the hold’s feature, at the rate that it was made for, or that of now where it was made for an ' +
        'amount; neither: the whole hold.',
    }),
    whenShort: z
      .enum(['refuse', 'overdraft'])
      .optional()
      .meta({
        description:
          'Above the hold, when there is not enough; refuse unless given. The hold itself can always be settled: where its ' +
          'credits expired or were revoked meanwhile, and no others took their place, as a debt.',
      }),
    reason,
    actor,
    metadata: Metadata.optional(),
  })
  .refine((value) => value.amount === undefined || value.quantity === undefined, {
    message: 'must not have both "amount" and "quantity"',
  })
  .meta({ id: 'SettleRequest', example: { quantity: '3120' } })

export const HoldChange = z
  .strictObject({ reason, actor })
  .meta({ id: 'HoldChange', example: { reason: 'The job was cancelled' } })

export const HoldExtension = exactlyOne(
  z.strictObject({
    lapsesAt: InstantInput.optional(),
    lapsesAfter: Duration.optional().meta({ description: 'ISO 8601, from now, instead.', example: 'PT15M' }),
    reason,
    actor,
  }),
  ['lapsesAt', 'lapsesAfter'],
).meta({ id: 'HoldExtension', example: { lapsesAfter: 'PT15M' } })

export const Settlement = z
  .strictObject({ hold: Hold, consumption: Consumption })
  .meta({ id: 'Settlement', description: 'The hold as it is now, and what was consumed.' })

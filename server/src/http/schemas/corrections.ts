import * as z from 'zod'
import { actor, priority, reason } from './host.ts'
import {
  AmountInput,
  Amount,
  Category,
  InstantInput,
  Metadata,
  OverdraftKind,
  currencyId,
  digits,
  hostId,
  text,
} from './values.ts'

const why = text(500).meta({ description: 'Kept with the entry, and shown to the customer.' })

export const AdjustmentRequest = z
  .strictObject({
    customer: hostId,
    currency: currencyId.optional(),
    resource: hostId.optional(),
    amount: z
      .string()
      .regex(
        /^-?(?!0+(\.0+)?$)\d{1,15}(\.\d{1,9})?$/,
        `must be a decimal string such as "5" or "-2.5", not zero, ${digits(15, 9)}`,
      )
      .meta({ description: 'Up where positive, down where negative.', example: '-2.5' }),
    reason: why,
    actor,
    allowNegative: z
      .boolean()
      .optional()
      .meta({ description: 'Down: whether the balance may become negative; else it is refused whole.' }),
    category: Category.optional().meta({ description: 'Up: of the grant that is made.' }),
    expiresAt: InstantInput.optional(),
    metadata: Metadata.optional(),
  })
  .meta({
    id: 'AdjustmentRequest',
    description: 'A correction of a balance.',
    example: { customer: 'acme', amount: '-2.5', reason: 'Counted twice', actor: 'support:ada' },
  })

export const GrantChange = z
  .strictObject({ reason, actor })
  .meta({ id: 'GrantChange', example: { reason: 'Given by mistake' } })

export const GrantExtension = z
  .strictObject({
    expiresAt: InstantInput.nullable().meta({ description: 'Later than now set; null: never.' }),
    reason,
    actor,
  })
  .meta({ id: 'GrantExtension', example: { expiresAt: '2027-01-31T00:00:00Z' } })

export const GrantPriority = z
  .strictObject({
    priority: priority.meta({ description: 'Lower is spent first, from now on.' }),
    reason,
    actor,
  })
  .meta({ id: 'GrantPriority', example: { priority: -10 } })

export const OverdraftRequest = z
  .strictObject({
    currency: currencyId.optional(),
    resource: hostId.optional(),
    limit: AmountInput,
    kind: OverdraftKind.optional().meta({
      description: 'soft: the consumption that crosses the limit still goes through. hard unless given.',
    }),
  })
  .meta({ id: 'OverdraftRequest', example: { limit: '100', kind: 'hard' } })

export const Overdraft = z
  .strictObject({
    customer: z.string(),
    currency: z.string(),
    resource: z.string().nullable(),
    limit: Amount,
    kind: OverdraftKind,
    balance: Amount,
    seq: z.string(),
  })
  .meta({ id: 'Overdraft', description: 'How far a balance may go below zero.' })

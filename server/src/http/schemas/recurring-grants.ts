import * as z from 'zod'
import { actor, priority, reason } from './host.ts'
import {
  Amount,
  Category,
  Instant,
  InstantInput,
  Metadata,
  Money,
  MoneyInput,
  PositiveAmount,
  currencyId,
  featureId,
  hostId,
  page,
  timeZone,
} from './values.ts'

const Period = z
  .strictObject({ unit: z.enum(['day', 'week', 'month', 'year']), count: z.int().min(1).max(1000) })
  .meta({ id: 'RecurringPeriod', example: { unit: 'month', count: 1 } })

const rolloverKinds = { none: z.literal('none'), all: z.literal('all'), upTo: z.literal('up_to') }
const rolloverMeaning =
  'What becomes of credits left when a period turns: they go, they stay, or they stay up to a cap.'

const Rollover = z
  .union([
    z.strictObject({ kind: z.enum(['none', 'all']) }),
    z.strictObject({ kind: rolloverKinds.upTo, cap: Amount }),
  ])
  .meta({ id: 'Rollover', description: rolloverMeaning })

const RolloverInput = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: rolloverKinds.none }),
    z.strictObject({ kind: rolloverKinds.all }),
    z.strictObject({ kind: rolloverKinds.upTo, cap: PositiveAmount }),
  ])
  .meta({ id: 'RolloverInput', description: rolloverMeaning })

export const RecurringGrantRequest = z
  .strictObject({
    currency: currencyId.optional(),
    resource: hostId.optional(),
    amount: PositiveAmount,
    period: Period,
    timeZone: timeZone
      .optional()
      .meta({ description: 'IANA name, "UTC" unless given; periods turn at the local time of the first.' }),
    rollover: RolloverInput.optional().meta({ description: 'none unless given.' }),
    startsAt: InstantInput.optional().meta({ description: 'Now unless given; not in the past.' }),
    endsAt: InstantInput.optional().meta({ description: 'After the start; never unless given.' }),
    category: Category.optional().meta({ description: 'promotional unless given.' }),
    priority: priority.optional(),
    costBasis: MoneyInput.optional(),
    features: z.array(featureId).min(1).max(50).optional(),
    reason,
    actor,
    metadata: Metadata.optional(),
  })
  .meta({
    id: 'RecurringGrantRequest',
    example: {
      amount: '1000',
      period: { unit: 'month', count: 1 },
      timeZone: 'Europe/Vienna',
      rollover: { kind: 'up_to', cap: '500' },
    },
  })

export const RecurringGrant = z
  .strictObject({
    id: z.string(),
    customer: z.string(),
    currency: z.string(),
    resource: z.string().nullable(),
    amount: Amount,
    category: Category,
    priority: z.int(),
    features: z.array(z.string()).nullable().meta({ description: 'null: any feature.' }),
    costBasis: Money.nullable().meta({ description: 'What is paid for each grant.' }),
    period: Period,
    timeZone: z.string(),
    rollover: Rollover,
    startsAt: Instant,
    endsAt: Instant.nullable(),
    nextAt: Instant.nullable().meta({ description: 'When it grants next; null when it has ended.' }),
    createdAt: Instant,
    metadata: Metadata,
  })
  .meta({ id: 'RecurringGrant', description: 'A grant made again at every turn of a calendar period.' })

export const RecurringGrantPage = page('RecurringGrantPage', RecurringGrant)

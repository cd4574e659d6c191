import * as z from 'zod'
import { Instant, InstantInput, hostId, timeZone } from './values.ts'

const FinancePeriodLength = z.enum(['day', 'week', 'month']).meta({ id: 'FinancePeriodLength' })

export const financeQuery = z.strictObject({
  from: InstantInput.meta({ description: 'The beginning of the report, inclusive.' }),
  to: InstantInput.meta({ description: 'Its end, exclusive; at most 4000 days later.' }),
  period: FinancePeriodLength.default('month'),
  timeZone: timeZone.default('UTC').meta({ description: 'IANA name; periods begin at its midnight.' }),
  customer: hostId.optional().meta({ description: 'Of this customer only.' }),
})

const Sum = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/)
  .meta({
    id: 'MoneySum',
    description: 'Minor units with up to 12 digits after the point: credits are valued exactly.',
    example: '1234.5',
  })

export const FinancePeriod = z
  .strictObject({
    start: Instant,
    end: Instant,
    money: z
      .string()
      .regex(/^[a-z]{3}$/)
      .meta({ description: 'ISO 4217, in lower case.', example: 'usd' }),
    scale: z.int().min(0).max(4).meta({ description: 'Digits of a minor unit after the point.', example: 2 }),
    opening: Sum.meta({ description: 'Deferred revenue at the start.' }),
    sold: Sum.meta({ description: 'Paid for the credits that were granted.' }),
    recognised: Sum.meta({ description: 'Consumed credits at what was paid for them.' }),
    breakage: Sum.meta({ description: 'Expired credits at what was paid for them.' }),
    refunded: Sum.meta({
      description: 'Clawed back, voided, revoked and adjusted down, less what was reinstated.',
    }),
    closing: Sum.meta({ description: 'Deferred revenue at the end.' }),
  })
  .meta({
    id: 'FinancePeriod',
    description: 'opening + sold = recognised + breakage + refunded + closing.',
  })

export const FinanceReport = z
  .strictObject({
    from: Instant,
    to: Instant,
    period: FinancePeriodLength,
    timeZone: z.string(),
    data: z.array(FinancePeriod).meta({ description: 'By period, then by currency of money.' }),
  })
  .meta({ id: 'FinanceReport', description: 'Money paid for credits, and what became of it.' })

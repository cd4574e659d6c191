import * as z from 'zod'
import { actor, reason } from './host.ts'
import { OrderStatus } from './top-ups.ts'
import { Instant } from './values.ts'

export const PaymentMethod = z
  .strictObject({
    id: z.string(),
    brand: z.string().meta({ example: 'visa' }),
    last4: z.string(),
    expiryMonth: z.int(),
    expiryYear: z.int(),
  })
  .meta({ id: 'PaymentMethod', description: 'A card that the customer agreed to keep.' })

export const PaymentMethodList = z
  .strictObject({ data: z.array(PaymentMethod) })
  .meta({ id: 'PaymentMethodList' })

export const RefundRequest = z
  .strictObject({
    amount: z
      .string()
      .regex(
        /^(all|unused|\d{1,12})$/,
        'must be "all", "unused" or minor units such as "500", of at most 12 digits',
      )
      .meta({
        description:
          'Minor units; `all`: what was not refunded yet; `unused`: the share of the credits that are left.',
        example: 'unused',
      }),
    reason,
    actor,
  })
  .meta({ id: 'RefundRequest' })

export const OrderStep = z
  .strictObject({ from: OrderStatus.nullable(), to: OrderStatus, cause: z.string(), at: Instant })
  .meta({ id: 'OrderStep', description: 'A step of an order’s history.' })

export const OrderSteps = z.strictObject({ data: z.array(OrderStep) }).meta({ id: 'OrderSteps' })

export const PaymentEvent = z
  .strictObject({
    eventId: z.string(),
    type: z.string(),
    status: z.enum(['dead', 'set_aside']).meta({
      description: 'dead: it failed too often. set_aside: it is of the other mode, or about nothing of ours.',
    }),
    attempts: z.int(),
    note: z.string().nullable(),
    occurredAt: Instant,
    receivedAt: Instant,
  })
  .meta({ id: 'PaymentEvent', description: 'An event of Stripe’s that needs a person.' })

export const PaymentEventList = z
  .strictObject({ data: z.array(PaymentEvent) })
  .meta({ id: 'PaymentEventList' })

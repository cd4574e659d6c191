import * as z from 'zod'
import { Answer } from '../answer.ts'
import { operation } from '../operation.ts'
import { ProblemError } from '../problems.ts'
import { route, type Route } from '../router.ts'
import { OrderSteps, PaymentEvent, PaymentEventList, RefundRequest } from '../schemas/payments.ts'
import { Order, OrderPage } from '../schemas/top-ups.ts'
import { hostId, pageQuery, scopeQuery, uuid } from '../schemas/values.ts'
import type { Services } from '../services.ts'

const host = { tag: 'Orders', security: 'secret' } as const
const params = z.strictObject({ customer: hostId, id: uuid })

export const getCustomerOrders = operation({
  ...host,
  operationId: 'getCustomerOrders',
  method: 'get',
  path: '/v1/customers/{customer}/orders',
  summary: 'List a customer’s orders, newest first',
  params: z.strictObject({ customer: hostId }),
  query: z.strictObject({ ...scopeQuery, ...pageQuery }),
  answer: OrderPage,
  problems: ['unknown_currency'],
})

export const getOrder = operation({
  ...host,
  operationId: 'getOrder',
  method: 'get',
  path: '/v1/customers/{customer}/orders/{id}',
  summary: 'Read an order',
  params,
  answer: Order,
})

export const getOrderSteps = operation({
  ...host,
  operationId: 'getOrderSteps',
  method: 'get',
  path: '/v1/customers/{customer}/orders/{id}/steps',
  summary: 'Read how an order came to where it is',
  params,
  answer: OrderSteps,
})

export const refundOrder = operation({
  ...host,
  operationId: 'refundOrder',
  method: 'post',
  path: '/v1/customers/{customer}/orders/{id}/refunds',
  summary: 'Give money back; the credits follow in proportion',
  idempotencyKey: 'required',
  keysKeptBy: 'room',
  params,
  body: RefundRequest,
  answer: Order,
  problems: ['conflict', 'amount_above_maximum', 'stripe_unavailable'],
})

export const getPaymentEvents = operation({
  ...host,
  operationId: 'getPaymentEvents',
  method: 'get',
  path: '/v1/payment-events',
  summary: 'List the events of Stripe’s that need a person, newest first',
  query: z.strictObject({
    status: PaymentEvent.shape.status.optional(),
    limit: pageQuery.limit,
  }),
  answer: PaymentEventList,
})

export const replayPaymentEvent = operation({
  ...host,
  operationId: 'replayPaymentEvent',
  method: 'post',
  path: '/v1/payment-events/{id}/replay',
  summary: 'Handle such an event once more',
  idempotencyKey: 'optional',
  params: z.strictObject({ id: z.string().regex(/^evt_\w{1,200}$/, 'must be an event’s id') }),
  statuses: { 204: 'It will be handled again' },
})

export function orderRoutes({ topUps, paymentEvents }: Services): Route[] {
  return [
    route(getCustomerOrders, ({ params, query }) => topUps.orders({ ...query, customer: params.customer })),
    route(getOrder, ({ params: { customer, id } }) => topUps.order(customer, id)),
    route(getOrderSteps, async ({ params: { customer, id } }) => ({
      data: await topUps.steps(customer, id),
    })),
    route(refundOrder, async ({ params: { customer, id }, body, idempotencyKey = '' }) => {
      return await topUps.refund({ ...body, customer, orderId: id, idempotencyKey })
    }),
    route(getPaymentEvents, async ({ query }) => ({
      data: await paymentEvents.list(query.status, query.limit),
    })),
    route(replayPaymentEvent, async ({ params }) => {
      if (!(await paymentEvents.replay(params.id))) throw new ProblemError('not_found')
      return new Answer(204, undefined)
    }),
  ]
}

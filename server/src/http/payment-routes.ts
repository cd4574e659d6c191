import { Router, raw } from 'express'
import type { RequestHandler } from 'express'
import { RETURN_PATH, type TopUps } from '../top-ups/index.ts'
import { ProblemError } from './problems.ts'
import { refuseOtherMethods } from './router.ts'

/** Stripe's events are far smaller; nothing larger is ever read. */
const webhookLimit = 1_000_000

/** Takes one delivery: the bytes as they came, and the signature. */
export type ReceiveWebhook = (body: Buffer, signature: string | undefined) => Promise<void>

/**
 * What Stripe and people who come back from it call. No JSON parser may run before the webhook's route: the
 * signature is over the bytes.
 */
export function paymentRoutes(
  topUps: TopUps,
  receiveWebhook: ReceiveWebhook,
  limits: readonly RequestHandler[],
): Router {
  const router = Router()
  router.post(
    '/stripe/webhooks',
    raw({ type: () => true, limit: webhookLimit }),
    async (request, response) => {
      response.locals['operation'] = 'receiveWebhook'
      const body: unknown = request.body
      await receiveWebhook(Buffer.isBuffer(body) ? body : Buffer.alloc(0), request.get('stripe-signature'))
      response.json({ received: true })
    },
  )
  refuseOtherMethods(router, '/stripe/webhooks', ['post'])
  router.get(RETURN_PATH, ...limits, async (request, response) => {
    response.locals['operation'] = 'returnFromCheckout'
    const { session_id: sessionId, payment_intent: paymentId } = request.query
    const reference = sessionId ?? paymentId
    if (typeof reference !== 'string') throw new ProblemError('not_found')
    const { location } = await topUps.finishReturn(reference)
    response.redirect(303, location)
  })
  refuseOtherMethods(router, RETURN_PATH, ['get'])
  return router
}

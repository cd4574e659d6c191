import { readFileSync } from 'node:fs'
import express, { Router } from 'express'
import type { Request, Response } from 'express'
import type Stripe from 'stripe'
import type { PaymentOutcome } from '../checkout/complete.ts'
import { decodeForm } from '../http/forms.ts'
import type { FormFields } from '../http/forms.ts'
import { idOf } from '../payments/find.ts'
import type { Services } from '../services.ts'
import { checkoutPage } from './checkout-view.ts'
import type { Shown } from './checkout-view.ts'
import { messagePage, sendPage } from './document.ts'
import { changeOrder, submitPayment } from './submit.ts'

const styles = readFileSync(new URL('page.css', import.meta.url), 'utf8')

const fieldsOf = (request: Request): FormFields =>
  decodeForm(typeof request.body === 'string' ? request.body : '')

/** What is shown again after a decline. */
const typedOf = (fields: FormFields): Shown => {
  const { method = 'card' } = fields
  const number = typeof method === 'string' ? fields[method === 'card' ? 'number' : method] : undefined
  return typeof method === 'string' && typeof number === 'string' ? { method, number } : {}
}

/** Where a person goes after paying. */
export const successUrl = (session: Stripe.Checkout.Session): string =>
  (session.success_url ?? session.return_url ?? '').replaceAll('{CHECKOUT_SESSION_ID}', session.id)

/** The pages that people see: payment, and what the bank asks. */
export const pageRouter = (services: Services): Router => {
  const { world } = services
  const router = Router()
  router.use(express.text({ type: 'application/x-www-form-urlencoded', limit: '100kb' }))

  const openSession = (request: Request, response: Response): Stripe.Checkout.Session | null => {
    const session = world.state.sessions.get(String(request.params['id']))
    if (session?.status === 'open' && session.ui_mode === 'hosted_page') return session
    const page =
      session?.status === 'complete'
        ? messagePage('You have paid already', 'This order is complete. You can close this page.')
        : session?.status === 'expired'
          ? messagePage('This page has expired', 'Nothing was charged. Go back and start again.', 410)
          : messagePage('There is nothing here', 'This payment page does not exist.', 404)
    sendPage(response, page)
    return null
  }

  /** Answers once what changed is saved, then sends the events of it. */
  const finish = (answer: () => void): void => {
    services.persistence.save()
    services.scheduler.wake()
    answer()
    void services.deliveries.send(world.takeEmitted())
  }

  const lead = (
    response: Response,
    session: Stripe.Checkout.Session,
    outcome: PaymentOutcome,
    typed: Shown,
  ): void => {
    if (outcome.type === 'complete') response.redirect(303, successUrl(session))
    else if (outcome.type === 'action') response.redirect(303, outcome.url)
    else
      sendPage(response, {
        ...checkoutPage(world, session, { ...typed, error: outcome.decline.message, field: 'number' }),
        status: 402,
      })
  }

  router.get(
    '/assets/page.css',
    (_request, response) => void response.type('css').set('cache-control', 'max-age=3600').send(styles),
  )

  router.get('/c/pay/:id', (request, response) => {
    const session = openSession(request, response)
    if (!session) return
    const { method, number } = request.query
    const shown: Shown = {
      ...(typeof method === 'string' ? { method } : {}),
      ...(typeof number === 'string' ? { number } : {}),
    }
    sendPage(response, checkoutPage(world, session, shown))
  })

  router.post('/c/pay/:id/order', (request, response) => {
    const session = openSession(request, response)
    if (!session) return
    const shown = changeOrder(world, session, fieldsOf(request))
    finish(() => {
      if (shown.error) sendPage(response, { ...checkoutPage(world, session, shown), status: 422 })
      else response.redirect(303, `/c/pay/${session.id}`)
    })
  })

  router.post('/c/pay/:id', (request, response) => {
    const session = openSession(request, response)
    if (!session) return
    const fields = fieldsOf(request)
    const outcome = submitPayment(world, session, fields)
    finish(() => {
      if ('type' in outcome) lead(response, session, outcome, typedOf(fields))
      else sendPage(response, { ...checkoutPage(world, session, outcome), status: 422 })
    })
  })

  router.get('/c/pay/:id/authenticated', (request, response) => {
    const session = world.state.sessions.get(request.params.id)
    const intent = world.state.paymentIntents.get(idOf(session?.payment_intent) ?? '')
    if (!session || !intent)
      return sendPage(response, messagePage('There is nothing here', 'This page does not exist.', 404))
    if (session.status === 'complete') return response.redirect(303, successUrl(session))
    const error = intent.last_payment_error?.message ?? 'The bank did not confirm the payment.'
    if (intent.status === 'requires_payment_method')
      return sendPage(response, checkoutPage(world, session, { error }))
    return response.redirect(303, `/c/pay/${session.id}`)
  })
  return router
}

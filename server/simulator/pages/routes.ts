import { readFileSync } from 'node:fs'
import { Router } from 'express'
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
import type { Page } from './document.ts'
import { html } from './html.ts'
import { afterPayment, isFramed, pathOf, sessionAt } from './place.ts'
import { changeOrder, submitPayment } from './submit.ts'

const PLACES = ['/c/pay', '/embedded'] as const

const fileBeside = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8')

const fieldsOf = (request: Request): FormFields =>
  decodeForm(typeof request.body === 'string' ? request.body : '')

/** What is shown again after a decline. */
const typedOf = (fields: FormFields): Shown => {
  const { method = 'card' } = fields
  const number = typeof method === 'string' ? fields[method === 'card' ? 'number' : method] : undefined
  return typeof method === 'string' && typeof number === 'string' ? { method, number } : {}
}

const closedPage = (session: Stripe.Checkout.Session | undefined): Page => {
  if (session?.status === 'complete')
    return messagePage('You have paid already', 'This order is complete.', 200, afterPayment(session))
  if (session?.status === 'expired')
    return messagePage(
      'This page has expired',
      'Nothing was charged. Go back and start again.',
      410,
      session.cancel_url,
    )
  return messagePage('There is nothing here', 'This payment page does not exist.', 404)
}

/** Tells the page around the frame that the payment is done. */
const donePage = (session: Stripe.Checkout.Session): Page => ({
  title: 'Paid · Stripe simulator',
  isEmbedded: true,
  body: html`<main>
    <section class="card" data-complete data-redirect="${afterPayment(session)}">
      <h1>
        ${session.payment_status === 'unpaid' ? 'Your payment is on its way' : 'Thank you, you have paid'}
      </h1>
      <p class="muted">You can go on.</p>
    </section>
  </main>`,
})

const leave = (response: Response, session: Stripe.Checkout.Session): void => {
  const url = afterPayment(session)
  if (isFramed(session) || url === null) sendPage(response, donePage(session))
  else response.redirect(303, url)
}

/** The pages on which people pay. */
export const pageRouter = (services: Services): Router => {
  const { world } = services
  const router = Router()

  const show = (response: Response, session: Stripe.Checkout.Session, shown: Shown, status = 200): void =>
    sendPage(response, { ...checkoutPage(world, session, shown), status })

  /** Answers once what changed is saved, then sends the events of it. */
  const finish = (answer: () => void): void => {
    const events = world.takeEmitted()
    services.persistence.save()
    services.scheduler.wake()
    answer()
    void services.deliveries.send(events)
  }

  const lead = (
    response: Response,
    session: Stripe.Checkout.Session,
    outcome: PaymentOutcome,
    typed: Shown,
  ): void => {
    if (outcome.type === 'complete') leave(response, session)
    else if (outcome.type === 'action') response.redirect(303, outcome.url)
    else show(response, session, { ...typed, error: outcome.decline.message, field: 'number' }, 402)
  }

  const asset = (path: string, type: string, text: string): void =>
    void router.get(
      path,
      (_request, response) => void response.type(type).set('cache-control', 'no-cache').send(text),
    )

  asset('/assets/page.css', 'css', fileBeside('page.css') + fileBeside('form.css'))
  asset('/assets/embedded.js', 'js', fileBeside('../stripe-js/embedded.js'))
  asset('/v1/stripe.js', 'js', fileBeside('../stripe-js/stripe.js'))

  for (const place of PLACES) {
    const openSession = (request: Request, response: Response): Stripe.Checkout.Session | null => {
      const session = sessionAt(world, place, String(request.params['key']))
      if (session?.status === 'open') return session
      sendPage(response, { ...closedPage(session), isEmbedded: place === '/embedded' })
      return null
    }

    router.get(`${place}/:key`, (request, response) => {
      // The stand-in for Stripe.js asks from another origin whether there is such a page.
      if (place === '/embedded') response.set('access-control-allow-origin', '*')
      const session = openSession(request, response)
      if (!session) return
      const { method, number } = request.query
      show(response, session, {
        ...(typeof method === 'string' ? { method } : {}),
        ...(typeof number === 'string' ? { number } : {}),
      })
    })

    router.post(`${place}/:key/order`, (request, response) => {
      const session = openSession(request, response)
      if (!session) return
      const shown = changeOrder(world, session, fieldsOf(request))
      finish(() => {
        if (shown.error) show(response, session, shown, 422)
        else response.redirect(303, pathOf(session))
      })
    })

    router.post(`${place}/:key`, (request, response) => {
      const session = openSession(request, response)
      if (!session) return
      const fields = fieldsOf(request)
      const outcome = submitPayment(world, session, fields)
      finish(() => {
        if ('type' in outcome) lead(response, session, outcome, typedOf(fields))
        else show(response, session, outcome, 422)
      })
    })

    router.get(`${place}/:key/authenticated`, (request, response) => {
      const session = sessionAt(world, place, request.params.key)
      const intent = world.state.paymentIntents.get(idOf(session?.payment_intent) ?? '')
      if (!session || !intent) return sendPage(response, closedPage(undefined))
      if (session.status === 'complete') return leave(response, session)
      if (intent.status !== 'requires_payment_method') return response.redirect(303, pathOf(session))
      return show(response, session, {
        error: intent.last_payment_error?.message ?? 'The bank did not confirm the payment.',
      })
    })
  }
  return router
}

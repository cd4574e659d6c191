import { Router } from 'express'
import type { Request, Response } from 'express'
import type Stripe from 'stripe'
import { closeAfterAttempt } from '../checkout/complete.ts'
import { decodeForm } from '../http/forms.ts'
import { attemptPayment, markUnpaid } from '../payments/attempt.ts'
import type { Decline } from '../payments/attempt.ts'
import { idOf, requirePaymentMethod } from '../payments/find.ts'
import { completeSetup, failSetup } from '../payments/setup-routes.ts'
import type { Services } from '../services.ts'
import { formatMoney } from '../state/money.ts'
import type { World } from '../world.ts'
import { messagePage, notice, sendPage } from './document.ts'
import { html } from './html.ts'
import { isFramed } from './place.ts'

type Intent = Stripe.PaymentIntent | Stripe.SetupIntent

const NOT_AUTHENTICATED: Decline = {
  code: 'payment_intent_authentication_failure',
  declineCode: null,
  message:
    'We are unable to authenticate your payment method. Please choose a different payment method and try again.',
}

const sessionOf = (world: World, intent: Intent): Stripe.Checkout.Session | undefined =>
  world.state.sessions.all().find((session) => idOf(session.payment_intent) === intent.id)

/** Answers the bank's question about an intent that waits for it. Returns the decline, if it became one. */
export const answerBank = (world: World, intent: Intent, isConfirmed: boolean): Decline | null => {
  const method = requirePaymentMethod(world, idOf(intent.payment_method) ?? '')
  if (intent.object === 'setup_intent') {
    if (isConfirmed) completeSetup(world, intent)
    else
      failSetup(world, intent, method, { ...NOT_AUTHENTICATED, code: 'setup_intent_authentication_failure' })
    return isConfirmed ? null : NOT_AUTHENTICATED
  }
  const decline = isConfirmed
    ? attemptPayment(world, intent, method, { isOffSession: false, isAuthenticated: true })
    : NOT_AUTHENTICATED
  if (!isConfirmed) markUnpaid(world, intent, null, method, NOT_AUTHENTICATED)
  const session = sessionOf(world, intent)
  if (session?.status === 'open') closeAfterAttempt(world, session, intent, decline)
  return decline
}

/** The return address with what Stripe adds to it; a checkout session's own page needs none of it. */
const returnUrl = (intent: Intent, url: string, isCheckout: boolean): string => {
  if (isCheckout) return url
  const address = new URL(url)
  address.searchParams.set(intent.object, intent.id)
  address.searchParams.set(`${intent.object}_client_secret`, intent.client_secret ?? '')
  address.searchParams.set('redirect_status', intent.status === 'succeeded' ? 'succeeded' : 'failed')
  return address.href
}

const sendNothing = (response: Response): void =>
  sendPage(
    response,
    messagePage('There is nothing to confirm', 'Go back to the page that you came from.', 410),
  )

/** What the bank asks of the card holder. */
export const authenticationRouter = (services: Services): Router => {
  const { world } = services
  const router = Router()

  const waiting = (request: Request): Intent | null => {
    const id = String(request.params['id'])
    const intent = world.state.paymentIntents.get(id) ?? world.state.setupIntents.get(id)
    const isThis = intent?.next_action?.redirect_to_url?.url?.endsWith(`/${String(request.params['token'])}`)
    return intent?.status === 'requires_action' && isThis ? intent : null
  }

  const show = (response: Response, intent: Intent): void => {
    const session = sessionOf(world, intent)
    sendPage(response, {
      title: 'Confirm your payment · Stripe simulator',
      leadsToShop: true,
      isEmbedded: session !== undefined && isFramed(session),
      body: html`<main class="message">
        <div class="card">
          ${notice}
          <h1>Your bank asks: is this you?</h1>
          ${intent.object === 'payment_intent' ? html`<p class="amount">${formatMoney(intent.amount, intent.currency)}</p>` : null}
          <p class="muted">
            This is the simulator's 3-D Secure step. Confirm the payment, or refuse it to see what happens
            then.
          </p>
          <form method="post" class="stacked">
            <button class="primary" name="answer" value="confirm">Confirm payment</button>
            <button class="secondary" name="answer" value="refuse">Refuse</button>
          </form>
        </div>
      </main>`,
    })
  }

  router.get('/3d-secure/:id/:token', (request, response) => {
    const intent = waiting(request)
    if (intent) show(response, intent)
    else sendNothing(response)
  })

  router.post('/3d-secure/:id/:token', (request, response) => {
    const intent = waiting(request)
    if (!intent) return sendNothing(response)
    const url = intent.next_action?.redirect_to_url?.return_url
    const isCheckout = intent.object === 'payment_intent' && sessionOf(world, intent) !== undefined
    answerBank(world, intent, decodeForm(String(request.body))['answer'] === 'confirm')
    const events = world.takeEmitted()
    services.persistence.save()
    services.scheduler.wake()
    if (url) response.redirect(303, returnUrl(intent, url, isCheckout))
    else sendPage(response, messagePage('Done', 'You can close this page.'))
    return void services.deliveries.send(events)
  })
  return router
}

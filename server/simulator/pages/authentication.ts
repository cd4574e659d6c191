import { Router } from 'express'
import express from 'express'
import type { Request } from 'express'
import type Stripe from 'stripe'
import { closeAfterAttempt } from '../checkout/complete.ts'
import { decodeForm } from '../http/forms.ts'
import { attemptPayment, markUnpaid } from '../payments/attempt.ts'
import type { Decline } from '../payments/attempt.ts'
import { idOf } from '../payments/find.ts'
import { formatMoney } from '../state/money.ts'
import type { Services } from '../services.ts'
import type { World } from '../world.ts'
import { messagePage, notice, sendPage } from './document.ts'
import { html } from './html.ts'

const NOT_AUTHENTICATED: Decline = {
  code: 'payment_intent_authentication_failure',
  declineCode: null,
  message:
    'We are unable to authenticate your payment method. Please choose a different payment method and try again.',
}

/** Answers the bank's question about an intent that waits for it. Returns the decline, if it became one. */
export const answerBank = (
  world: World,
  intent: Stripe.PaymentIntent,
  isConfirmed: boolean,
): Decline | null => {
  const method = world.state.paymentMethods.get(idOf(intent.payment_method) ?? '')
  if (!method) throw new Error(`${intent.id} waits for the bank without a payment method`)
  const decline = isConfirmed
    ? attemptPayment(world, intent, method, { isOffSession: false, isAuthenticated: true })
    : NOT_AUTHENTICATED
  if (!isConfirmed) markUnpaid(world, intent, null, method, NOT_AUTHENTICATED)
  const session = world.state.sessions.all().find((candidate) => idOf(candidate.payment_intent) === intent.id)
  if (session?.status === 'open') closeAfterAttempt(world, session, intent, decline)
  return decline
}

/** The return address with what Stripe adds to it; a checkout session's page needs none of it. */
const returnUrl = (intent: Stripe.PaymentIntent, url: string, isCheckout: boolean): string => {
  if (isCheckout) return url
  const address = new URL(url)
  address.searchParams.set('payment_intent', intent.id)
  address.searchParams.set('payment_intent_client_secret', intent.client_secret ?? '')
  address.searchParams.set('redirect_status', intent.status === 'succeeded' ? 'succeeded' : 'failed')
  return address.href
}

/** What the bank asks of the card holder. */
export const authenticationRouter = (services: Services): Router => {
  const { world } = services
  const router = Router()

  const waiting = (request: Request): { intent: Stripe.PaymentIntent; returnTo: string } | null => {
    const intent = world.state.paymentIntents.get(String(request.params['id']))
    const action = intent?.next_action?.redirect_to_url
    const isThis = action?.url?.endsWith(`/${String(request.params['token'])}`)
    return intent?.status === 'requires_action' && isThis
      ? { intent, returnTo: action?.return_url ?? '' }
      : null
  }

  router
    .route('/3d-secure/:id/:token')
    .get((request, response) => {
      const found = waiting(request)
      if (!found)
        return sendPage(
          response,
          messagePage('There is nothing to confirm', 'Go back to the page that you came from.', 410),
        )
      const { intent, returnTo } = found
      return sendPage(response, {
        title: 'Confirm your payment · Stripe simulator',
        formTargets: [
          returnTo,
          ...world.state.sessions
            .all()
            .filter((session) => idOf(session.payment_intent) === intent.id)
            .flatMap((session) => session.success_url ?? session.return_url ?? []),
        ],
        body: html`<main class="message">
          <div class="card">
            ${notice}
            <h1>Your bank asks: is this you?</h1>
            <p class="amount">${formatMoney(intent.amount, intent.currency)}</p>
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
    })
    .post(express.text({ type: 'application/x-www-form-urlencoded', limit: '10kb' }), (request, response) => {
      const found = waiting(request)
      if (!found)
        return sendPage(
          response,
          messagePage('There is nothing to confirm', 'Go back to the page that you came from.', 410),
        )
      const { intent, returnTo } = found
      const isCheckout = returnTo.startsWith(`${world.settings.baseUrl}/`)
      answerBank(world, intent, decodeForm(String(request.body))['answer'] === 'confirm')
      services.persistence.save()
      services.scheduler.wake()
      if (returnTo) response.redirect(303, returnUrl(intent, returnTo, isCheckout))
      else sendPage(response, messagePage('Done', 'You can close this page.'))
      return void services.deliveries.send(world.takeEmitted())
    })
  return router
}

import type Stripe from 'stripe'
import { Refusal, invalid } from '../http/errors.ts'
import type { FormFields } from '../http/forms.ts'
import { openRoute } from '../http/route.ts'
import type { Route } from '../http/route.ts'
import { requirePaymentMethod } from '../payments/find.ts'
import type { World } from '../world.ts'
import { completeWithoutPayment, needsPayment, paySession } from './complete.ts'
import { requireSession } from './routes.ts'

/** What Stripe's own page, and its CLI, know of a session. Stripe does not document it. */
const pageOf = (session: Stripe.Checkout.Session): object => ({
  id: session.id.replace('cs_test_', 'ppage_'),
  object: 'checkout.payment_page',
  session_id: session.id,
  payment_status: session.payment_status,
  status: session.status,
  livemode: false,
  total_summary: {
    due: session.amount_total,
    subtotal: session.amount_subtotal,
    total: session.amount_total,
  },
  payment_intent: session.payment_intent,
  success_url: session.success_url,
})

const confirm = (world: World, session: Stripe.Checkout.Session, fields: FormFields): object => {
  if (session.status !== 'open') {
    throw invalid(
      `This Checkout Session is ${String(session.status)}.`,
      undefined,
      'checkout_session_not_active',
    )
  }
  const { expected_amount: expected, payment_method: id } = fields
  if (expected !== undefined && Number(expected) !== session.amount_total) {
    throw invalid(
      'The amount of the Checkout Session has changed.',
      'expected_amount',
      'checkout_amount_mismatch',
    )
  }
  if (!needsPayment(session)) {
    completeWithoutPayment(world, session, {})
    return pageOf(session)
  }
  const method = requirePaymentMethod(world, typeof id === 'string' ? id : '', 'payment_method')
  const { email, name, address } = method.billing_details
  const outcome = paySession(world, session, {
    method,
    saves: false,
    email,
    name,
    country: address?.country ?? null,
  })
  if (outcome.type === 'declined') {
    const { code, declineCode, message } = outcome.decline
    throw new Refusal(402, {
      type: 'card_error',
      code,
      message,
      ...(declineCode === null ? {} : { decline_code: declineCode }),
    })
  }
  return pageOf(session)
}

/** The calls behind Stripe's payment page, which the official CLI makes too. */
export const paymentPageRoutes: readonly Route[] = [
  openRoute('get', '/v1/payment_pages/:id', ({ world, id }) => pageOf(requireSession(world, id))),
  openRoute('post', '/v1/payment_pages/:id/confirm', ({ world, id, params }) =>
    confirm(world, requireSession(world, id), params),
  ),
]

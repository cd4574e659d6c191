import { completeWithoutPayment, needsPayment, paySession } from '../checkout/complete.ts'
import type { PaymentOutcome } from '../checkout/complete.ts'
import { saveForSetup } from '../checkout/setup.ts'
import { updateTotals } from '../checkout/totals.ts'
import { setQuantity } from '../checkout/update.ts'
import { answerBank } from '../pages/authentication.ts'
import { changeOrder } from '../pages/submit.ts'
import { idOf } from '../payments/find.ts'
import { createPaymentMethod } from '../payments/payment-method-object.ts'
import { findTestNumber } from '../payments/test-numbers.ts'
import type { World } from '../world.ts'

/** How a session is paid without its page. */
export interface PayInput {
  /** A test card or account; 4242 4242 4242 4242 unless given. */
  number?: string
  promotionCode?: string
  /** The quantity of the first line. */
  quantity?: number
  /** Keep the card for later. */
  saves?: boolean
  country?: string
  email?: string
  /** Answers 3-D Secure, where it is asked for, with yes. */
  confirms?: boolean
}

/** Pays an open session as its page would. @throws Error where it is not open or the input does not fit it. */
export const payWithoutPage = (world: World, id: string, input: PayInput): PaymentOutcome => {
  const session = world.state.sessions.get(id)
  if (session?.status !== 'open') throw new Error(`The simulator has no open session ${id}.`)
  const lines = world.state.sessionDetails.get(id)?.lines ?? []
  if (input.quantity !== undefined && lines[0]) {
    if (!lines[0].adjustable_quantity?.enabled)
      throw new Error('The quantity cannot be changed on this page.')
    setQuantity(lines[0], input.quantity, 'quantity')
  }
  if (session.automatic_tax.enabled) session.automatic_tax.status = 'complete'
  updateTotals(world, session, lines)
  if (input.promotionCode !== undefined) {
    const problem = changeOrder(world, session, { action: 'apply', code: input.promotionCode })
    if (problem.error) throw new Error(problem.error)
  }
  const person = { email: input.email ?? null, country: input.country ?? 'US' }
  if (session.mode === 'payment' && !needsPayment(session)) {
    completeWithoutPayment(world, session, person)
    return { type: 'complete' }
  }
  const number = input.number ?? '4242424242424242'
  const test = findTestNumber(number)
  if (!test) throw new Error(`${number} is not a test number.`)
  const billing = { email: person.email ?? session.customer_details?.email ?? null }
  const method = createPaymentMethod(world, test, { billing, allowRedisplay: 'limited' })
  if (session.mode === 'setup') return saveForSetup(world, session, method, person)
  const outcome = paySession(world, session, { ...person, method, saves: input.saves ?? false })
  const intent = world.state.paymentIntents.get(idOf(session.payment_intent) ?? '')
  if (outcome.type !== 'action' || !input.confirms || !intent) return outcome
  const decline = answerBank(world, intent, true)
  return decline ? { type: 'declined', decline } : { type: 'complete' }
}

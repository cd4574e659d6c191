import type Stripe from 'stripe'
import type { PaymentOutcome } from '../checkout/complete.ts'
import { expireSession } from '../checkout/expire.ts'
import { closeDispute, escalateInquiry, openDispute } from '../disputes/dispute-object.ts'
import type { DisputeInput } from '../disputes/dispute-object.ts'
import { warnOfFraud } from '../fraud/early-fraud-warnings.ts'
import { answerBank } from '../pages/authentication.ts'
import { idOf } from '../payments/find.ts'
import { settle } from '../payments/settle.ts'
import { createRefund, failRefund } from '../refunds/refund-object.ts'
import type { RefundInput } from '../refunds/refund-object.ts'
import type { Services } from '../services.ts'
import type { Delivery, StoredEvent } from '../state/state.ts'
import { createEndpoint } from '../webhooks/endpoint-routes.ts'
import type { ActiveFault, Fault } from './faults.ts'
import { payWithoutPage } from './pay.ts'
import type { PayInput } from './pay.ts'

/** What is registered as an endpoint. */
export interface EndpointRegistration {
  url: string
  secret: string
  /** All events unless named. */
  events?: string[]
}

/**
 * What tests and operators do to the simulator from outside Stripe's API. Where a payment is asked for, a checkout
 * session, a PaymentIntent and a charge will all do. What changes something settles once its events have been tried
 * at every endpoint.
 */
export interface Control {
  /** Switches a fault on; gives the id under which it can be removed. */
  addFault: (fault: Fault) => string
  removeFault: (id: string) => boolean
  clearFaults: () => void
  faults: () => ActiveFault[]
  /** Registers an endpoint with a secret of the caller's choice, or changes the one with this address. */
  registerEndpoint: (input: EndpointRegistration) => Stripe.WebhookEndpoint
  /** Pays an open session as its page would. */
  pay: (session: string, input?: PayInput) => Promise<PaymentOutcome>
  /** Expires an open session now. */
  expire: (session: string) => Promise<void>
  /** Settles, or fails, a bank debit by its payment or a refund by its id. A refund that has succeeded can still fail. */
  settle: (id: string, outcome: 'succeed' | 'fail') => Promise<void>
  /** Answers the bank's question about a payment, or about a SetupIntent. */
  authenticate: (id: string, isConfirmed: boolean) => Promise<void>
  /** Refunds a payment as from the dashboard. */
  refund: (payment: string, input?: RefundInput) => Promise<Stripe.Refund>
  /** Opens a dispute of a payment, or an inquiry about it. */
  openDispute: (payment: string, input?: DisputeInput) => Promise<Stripe.Dispute>
  /** An inquiry becomes a dispute. */
  escalateInquiry: (dispute: string) => Promise<void>
  /** The bank decides a dispute; an inquiry is closed either way. */
  closeDispute: (dispute: string, outcome: 'won' | 'lost') => Promise<void>
  /** The bank says that a payment may be fraudulent. */
  warnOfFraud: (payment: string) => Promise<void>
  /** Delivers an event again, with the same id, to every endpoint that wants it. */
  deliverAgain: (event: string) => Promise<void>
  /** Sends the change of an event once more as a new event with another id. */
  emitAgain: (event: string) => Promise<StoredEvent>
  /** All deliveries with their attempts, oldest first. */
  deliveries: () => Delivery[]
  /** All events, oldest first. */
  events: () => StoredEvent[]
  /** Settles when nothing is being delivered at this moment. */
  idle: () => Promise<void>
  /** Moves the clock on and does what falls due. */
  advance: (milliseconds: number) => Promise<void>
}

const found = <Row>(row: Row | undefined, kind: string, id: string): Row => {
  if (row === undefined) throw new Error(`The simulator has no ${kind} ${id}.`)
  return row
}

/** The control of a running simulator. */
export const createControl = (services: Services): Control => {
  const { world, faults, deliveries, persistence, scheduler } = services

  /** Makes a change, saves it, and sends its events. */
  const change = async <Result>(deed: () => Result): Promise<Result> => {
    const result = deed()
    const events = world.takeEmitted()
    persistence.save()
    scheduler.wake()
    await deliveries.send(events)
    persistence.save()
    return result
  }

  const intentOf = (id: string): Stripe.PaymentIntent => {
    const intent =
      idOf(world.state.sessions.get(id)?.payment_intent) ??
      idOf(world.state.charges.get(id)?.payment_intent) ??
      id
    return found(world.state.paymentIntents.get(intent), 'payment', id)
  }

  const chargeOf = (id: string): Stripe.Charge =>
    found(world.state.charges.get(idOf(intentOf(id).latest_charge) ?? ''), 'charge of', id)

  const dispute = (id: string): Stripe.Dispute => found(world.state.disputes.get(id), 'dispute', id)
  const event = (id: string): StoredEvent => found(world.state.events.get(id), 'event', id)

  const settleNow = (id: string, outcome: 'succeed' | 'fail'): void => {
    const refund = world.state.refunds.get(id)
    if (refund?.status === 'succeeded' && outcome === 'fail') return failRefund(world, refund)
    const key = refund ? id : intentOf(id).id
    found(world.state.settlements.get(key), 'unsettled payment or refund', id)
    return settle(world, { id: key, outcome, dueAt: null })
  }

  const authenticateNow = (id: string, isConfirmed: boolean): void => {
    const intent = world.state.setupIntents.get(id) ?? intentOf(id)
    if (intent.status !== 'requires_action')
      throw new Error(`${intent.id} is ${intent.status}: the bank asks nothing.`)
    answerBank(world, intent, isConfirmed)
  }

  return {
    addFault: (fault) => faults.add(fault),
    removeFault: (id) => faults.remove(id),
    clearFaults: () => faults.clear(),
    faults: () => faults.list(),
    registerEndpoint: ({ url, secret, events = ['*'] }) => {
      const known = world.state.webhookEndpoints.all().find((endpoint) => endpoint.url === url)
      if (!known) return createEndpoint(world, { url, secret, enabled_events: events })
      return Object.assign(known, { secret, enabled_events: events, status: 'enabled' })
    },
    pay: (id, input = {}) => change(() => payWithoutPage(world, id, input)),
    expire: (id) =>
      change(() => {
        const session = found(world.state.sessions.get(id), 'session', id)
        if (session.status !== 'open')
          throw new Error(`Session ${id} is ${String(session.status)}, not open.`)
        expireSession(world, session)
      }),
    settle: (id, outcome) => change(() => settleNow(id, outcome)),
    authenticate: (id, isConfirmed) => change(() => authenticateNow(id, isConfirmed)),
    refund: (id, input = {}) => change(() => structuredClone(createRefund(world, chargeOf(id), input))),
    openDispute: (id, input = {}) => change(() => structuredClone(openDispute(world, chargeOf(id), input))),
    escalateInquiry: (id) => change(() => escalateInquiry(world, dispute(id))),
    closeDispute: (id, outcome) => change(() => closeDispute(world, dispute(id), outcome)),
    warnOfFraud: (id) => change(() => void warnOfFraud(world, chargeOf(id))),
    deliverAgain: (id) => deliveries.again(event(id)),
    emitAgain: (id) =>
      change(() => {
        const { type, data } = event(id)
        return structuredClone(world.emit(type, data.object, data.previous_attributes))
      }),
    deliveries: () => structuredClone(world.state.deliveries.all()),
    events: () => structuredClone(world.state.events.all()),
    idle: () => deliveries.idle(),
    advance: async (milliseconds) => {
      world.advance(milliseconds)
      await scheduler.run()
    },
  }
}

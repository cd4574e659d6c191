import type Stripe from 'stripe'
import { needsPayment, completeWithoutPayment, paySession } from '../checkout/complete.ts'
import type { PaymentOutcome } from '../checkout/complete.ts'
import { expireSession } from '../checkout/expire.ts'
import { updateTotals } from '../checkout/totals.ts'
import { answerBank } from '../pages/authentication.ts'
import { changeOrder } from '../pages/submit.ts'
import { idOf } from '../payments/find.ts'
import { createPaymentMethod } from '../payments/payment-method-object.ts'
import { settle } from '../payments/settle.ts'
import { findTestNumber } from '../payments/test-numbers.ts'
import type { Services } from '../services.ts'
import type { Delivery, StoredEvent } from '../state/state.ts'
import { createEndpoint } from '../webhooks/endpoint-routes.ts'
import type { ActiveFault, Fault } from './faults.ts'

/** How a session is paid without its page. */
export interface PayInput {
  /** A test card or account; 4242 4242 4242 4242 unless given. */
  number?: string
  promotionCode?: string
  /** The quantity of the first line. */
  quantity?: number
  saves?: boolean
  country?: string
  email?: string
  /** Answers 3-D Secure, where it is asked for, with yes. */
  confirms?: boolean
}

/** What tests and operators do to the simulator from outside Stripe's API. */
export interface Control {
  addFault: (fault: Fault) => string
  removeFault: (id: string) => boolean
  clearFaults: () => void
  faults: () => ActiveFault[]
  /** An endpoint for the events named, all unless named, with a secret of the caller's choice. */
  registerEndpoint: (input: { url: string; secret: string; events?: string[] }) => Stripe.WebhookEndpoint
  /** Pays an open session as its page would; settles once its events have been tried at every endpoint. */
  pay: (session: string, input?: PayInput) => Promise<PaymentOutcome>
  /** Expires an open session now. */
  expire: (session: string) => Promise<void>
  /** Settles, or fails, a bank debit by its session or PaymentIntent. */
  settle: (id: string, outcome: 'succeed' | 'fail') => Promise<void>
  /** Answers the bank's question about a PaymentIntent. */
  authenticate: (intent: string, isConfirmed: boolean) => Promise<void>
  /** Delivers an event again to every endpoint that wants it. */
  deliverAgain: (event: string) => Promise<void>
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

  /** Saves what was changed and sends the events of it. */
  const commit = async (): Promise<void> => {
    persistence.save()
    scheduler.wake()
    await deliveries.send(world.takeEmitted())
    persistence.save()
  }

  const openSession = (id: string): Stripe.Checkout.Session => {
    const session = found(world.state.sessions.get(id), 'session', id)
    if (session.status !== 'open') throw new Error(`Session ${id} is ${String(session.status)}, not open.`)
    return session
  }

  const pay = (id: string, input: PayInput): PaymentOutcome => {
    const session = openSession(id)
    const lines = world.state.sessionDetails.get(id)?.lines ?? []
    if (input.quantity !== undefined && lines[0]) lines[0].quantity = input.quantity
    if (session.automatic_tax.enabled) session.automatic_tax.status = 'complete'
    updateTotals(world, session, lines)
    if (input.promotionCode !== undefined) {
      const problem = changeOrder(world, session, { action: 'apply', code: input.promotionCode })
      if (problem.error) throw new Error(problem.error)
    }
    const person = { email: input.email ?? null, country: input.country ?? 'US' }
    if (!needsPayment(session)) {
      completeWithoutPayment(world, session, person)
      return { type: 'complete' }
    }
    const number = input.number ?? '4242424242424242'
    const method = createPaymentMethod(world, found(findTestNumber(number), 'test number', number), {
      billing: { email: person.email },
      allowRedisplay: 'limited',
    })
    const outcome = paySession(world, session, { ...person, method, saves: input.saves ?? false })
    const intent = world.state.paymentIntents.get(idOf(session.payment_intent) ?? '')
    if (outcome.type !== 'action' || !input.confirms || !intent) return outcome
    const decline = answerBank(world, intent, true)
    return decline ? { type: 'declined', decline } : { type: 'complete' }
  }

  return {
    addFault: (fault) => faults.add(fault),
    removeFault: (id) => faults.remove(id),
    clearFaults: () => faults.clear(),
    faults: () => faults.list(),
    registerEndpoint: ({ url, secret, events = ['*'] }) => {
      const known = world.state.webhookEndpoints.all().find((endpoint) => endpoint.url === url)
      if (known) {
        Object.assign(known, { secret, enabled_events: events, status: 'enabled' })
        return known
      }
      return createEndpoint(world, { url, secret, enabled_events: events })
    },
    pay: async (id, input = {}) => {
      const outcome = pay(id, input)
      await commit()
      return outcome
    },
    expire: async (id) => {
      expireSession(world, openSession(id))
      await commit()
    },
    settle: async (id, outcome) => {
      const intent = idOf(world.state.sessions.get(id)?.payment_intent) ?? id
      found(world.state.settlements.get(intent), 'unsettled payment', id)
      settle(world, { id: intent, outcome, dueAt: null })
      await commit()
    },
    authenticate: async (id, isConfirmed) => {
      const intent = found(world.state.paymentIntents.get(id), 'PaymentIntent', id)
      if (intent.status !== 'requires_action') throw new Error(`PaymentIntent ${id} is ${intent.status}.`)
      answerBank(world, intent, isConfirmed)
      await commit()
    },
    deliverAgain: (id) => deliveries.again(found(world.state.events.get(id), 'event', id)),
    deliveries: () => world.state.deliveries.all(),
    events: () => world.state.events.all(),
    idle: () => deliveries.idle(),
    advance: async (milliseconds) => {
      world.advance(milliseconds)
      await scheduler.run()
    },
  }
}

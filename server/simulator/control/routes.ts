import express, { Router } from 'express'
import type { Control, EndpointRegistration } from './control.ts'
import type { Fault } from './faults.ts'

/** What an action is called with: JSON of the shapes in {@link Control}. */
type Body = Readonly<Record<string, unknown>>

const text = (body: Body, name: string): string => {
  const value = body[name]
  if (typeof value !== 'string') throw new Error(`"${name}" is missing.`)
  return value
}

/**
 * The control over HTTP, for other processes: `POST /_control/<action>` with JSON, and
 * `GET /_control/{faults,deliveries,events}`. The caller is a test of our own, so only names are checked.
 */
export const controlRouter = (control: Control): Router => {
  const router = Router()
  router.use(express.json())

  const actions: Readonly<Record<string, (body: Body) => unknown>> = {
    addFault: (body) => ({ id: control.addFault(body as Fault) }),
    removeFault: (body) => ({ removed: control.removeFault(text(body, 'id')) }),
    clearFaults: () => control.clearFaults(),
    registerEndpoint: (body) => control.registerEndpoint(body as unknown as EndpointRegistration),
    pay: (body) => control.pay(text(body, 'session'), body),
    expire: (body) => control.expire(text(body, 'session')),
    settle: (body) => control.settle(text(body, 'id'), body['outcome'] === 'fail' ? 'fail' : 'succeed'),
    authenticate: (body) => control.authenticate(text(body, 'id'), body['isConfirmed'] !== false),
    refund: (body) => control.refund(text(body, 'payment'), body),
    openDispute: (body) => control.openDispute(text(body, 'payment'), body),
    escalateInquiry: (body) => control.escalateInquiry(text(body, 'dispute')),
    closeDispute: (body) =>
      control.closeDispute(text(body, 'dispute'), body['outcome'] === 'won' ? 'won' : 'lost'),
    warnOfFraud: (body) => control.warnOfFraud(text(body, 'payment')),
    deliverAgain: (body) => control.deliverAgain(text(body, 'event')),
    emitAgain: (body) => control.emitAgain(text(body, 'event')),
    idle: () => control.idle(),
    advance: (body) => control.advance(Number(body['milliseconds'])),
  }

  router.get('/faults', (_request, response) => void response.json(control.faults()))
  router.get('/deliveries', (_request, response) => void response.json(control.deliveries()))
  router.get('/events', (_request, response) => void response.json(control.events()))
  router.post('/:action', async (request, response) => {
    const name = request.params.action
    const action = Object.hasOwn(actions, name) ? actions[name] : undefined
    if (!action) {
      response.status(404).json({ error: `No such action. There are ${Object.keys(actions).join(', ')}.` })
      return
    }
    try {
      const result = await action((request.body ?? {}) as Body)
      response.json(result ?? { done: true })
    } catch (error) {
      response.status(400).json({ error: error instanceof Error ? error.message : String(error) })
    }
  })
  return router
}

import express, { Router } from 'express'
import type { Control } from './control.ts'
import type { Fault } from './faults.ts'

/**
 * The control over HTTP, for other processes: `POST /_control/<action>` with JSON, one action for each of
 * {@link Control}'s, and `GET /_control/{faults,deliveries,events}`.
 */
export const controlRouter = (control: Control): Router => {
  const router = Router()
  router.use(express.json())

  const actions: Readonly<Record<string, (body: Record<string, unknown>) => unknown>> = {
    addFault: (body) => ({ id: control.addFault(body as unknown as Fault) }),
    removeFault: (body) => ({ removed: control.removeFault(String(body['id'])) }),
    clearFaults: () => control.clearFaults(),
    registerEndpoint: (body) =>
      control.registerEndpoint(body as unknown as Parameters<Control['registerEndpoint']>[0]),
    pay: (body) => control.pay(String(body['session']), body),
    expire: (body) => control.expire(String(body['session'])),
    settle: (body) => control.settle(String(body['id']), body['outcome'] === 'fail' ? 'fail' : 'succeed'),
    authenticate: (body) => control.authenticate(String(body['intent']), body['confirmed'] !== false),
    deliverAgain: (body) => control.deliverAgain(String(body['event'])),
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
      const result = await action((request.body ?? {}) as Record<string, unknown>)
      response.json(result ?? { done: true })
    } catch (error) {
      response.status(400).json({ error: error instanceof Error ? error.message : String(error) })
    }
  })
  return router
}

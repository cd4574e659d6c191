import type { Request, RequestHandler, Response } from 'express'
import { newId } from '../state/ids.ts'
import { API_VERSION } from '../world.ts'
import type { CallFault } from '../control/faults.ts'
import { payWithoutPage } from '../control/pay.ts'
import type { PayInput } from '../control/pay.ts'
import type { KeptAnswer } from '../state/state.ts'
import type { Services } from '../services.ts'
import { checkKey } from './authorization.ts'
import { Refusal, invalidParameter } from './errors.ts'
import { expand } from './expand.ts'
import { decodeForm } from './forms.ts'
import type { FormFields } from './forms.ts'
import type { KeyedCall } from './idempotency.ts'
import { asOfToday } from './older-callers.ts'
import { checkParameters } from './parameters.ts'
import type { Route } from './route.ts'

interface Prepared {
  fields: FormFields
  keyed: KeyedCall | null
  kept: KeptAnswer | undefined
  fault: CallFault
  requestId: string
}

interface Answer {
  status: number
  body: string
  replayed: boolean
}

const fieldsOf = (request: Request): FormFields => {
  const query = request.originalUrl.split('?')[1] ?? ''
  const body = typeof request.body === 'string' ? request.body : ''
  return request.method === 'GET' ? decodeForm(query) : { ...decodeForm(query), ...decodeForm(body) }
}

const refusalBody = (refusal: Refusal, requestId: string): string =>
  JSON.stringify(
    { error: { ...refusal.body, request_log_url: `https://dashboard.stripe.com/test/logs/${requestId}` } },
    null,
    2,
  )

const respond = (response: Response, answer: Answer): void => {
  if (answer.replayed) response.set('idempotent-replayed', 'true')
  response.status(answer.status).type('application/json').send(answer.body)
}

/** The Express handler of one API call: key, parameters, idempotency, faults, the answer, then its events. */
export const endpoint = (services: Services, route: Route): RequestHandler => {
  const { world, idempotency, deliveries, faults, persistence, scheduler } = services

  /** The call itself: everything that it changes happens in here, at once. */
  const execute = (
    request: Request,
    fields: FormFields,
    keyed: KeyedCall | null,
    requestId: string,
  ): Answer => {
    const version = request.get('stripe-version') ?? null
    let status = 200
    let body: string
    try {
      const params = paramsOf(request, fields)
      world.cause = { requestId, idempotencyKey: keyed?.key ?? null }
      const id = String(request.params['id'] ?? '')
      const answer = structuredClone(route.answer({ world, params: params as never, id, version }))
      const paths = (params as { expand?: string[] }).expand ?? []
      expand(world.state, answer, paths)
      body = JSON.stringify(answer, null, 2)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      status = error.status
      body = refusalBody(error, requestId)
      if (!error.begun) {
        if (keyed) idempotency.release(keyed)
        return { status, body, replayed: false }
      }
    } finally {
      world.cause = null
    }
    if (keyed) idempotency.keep(keyed, status, body)
    return { status, body, replayed: false }
  }

  const paramsOf = (request: Request, fields: FormFields): object => {
    if (route.parameters === 'open') return fields
    if (route.parameters === null) return checkNone(fields)
    const isOlder = request.get('stripe-version') === undefined
    return checkParameters(isOlder ? asOfToday(route.path, fields) : fields, route.parameters)
  }

  const keepFault = (answer: { status: number; body: string }, keyed: KeyedCall | null): Answer => {
    if (keyed) idempotency.keep(keyed, answer.status, answer.body)
    return { ...answer, replayed: false }
  }

  /** The call with its fault, once its key is known to be free or to have an answer. */
  const perform = async (
    request: Request,
    response: Response,
    { fields, keyed, kept, fault, requestId }: Prepared,
  ): Promise<void> => {
    if (await fault.before(response)) {
      if (keyed && !kept) idempotency.release(keyed)
      return
    }
    const answer = kept
      ? { status: kept.status, body: kept.body, replayed: true }
      : fault.kept
        ? keepFault(fault.kept, keyed)
        : execute(request, fields, keyed, requestId)
    const events = world.takeEmitted()
    persistence.save()
    scheduler.wake()
    services.observer?.onAnswer({ method: request.method, path: request.path, ...answer })
    const send = (): Promise<void> => deliveries.send(events.splice(0))
    const pay = async (input: PayInput): Promise<void> => {
      payWithoutPage(world, (JSON.parse(answer.body) as { id: string }).id, input)
      const paid = world.takeEmitted()
      persistence.save()
      await deliveries.send(paid)
    }
    if (await fault.after({ response, send, pay })) return
    respond(response, answer)
    void send()
  }

  return async (request, response) => {
    const requestId = newId.request()
    response.set({ 'request-id': requestId, 'stripe-version': request.get('stripe-version') ?? API_VERSION })
    const key = request.method === 'POST' ? request.get('idempotency-key') : undefined
    if (key !== undefined) response.set({ 'idempotency-key': key, 'original-request': requestId })
    const fault = faults.onCall(request.method, request.path)
    let keyed: KeyedCall | null = null
    try {
      checkKey(request)
      const fields = fieldsOf(request)
      const call = key === undefined ? null : { key, route: `${request.method} ${request.path}`, fields }
      const kept = call ? idempotency.begin(call) : undefined
      keyed = call
      await perform(request, response, { fields, keyed, kept, fault, requestId })
    } catch (error) {
      if (!(error instanceof Refusal)) {
        if (keyed) idempotency.release(keyed)
        throw error
      }
      response.status(error.status).type('application/json').send(refusalBody(error, requestId))
    }
  }
}

const checkNone = (fields: FormFields): Record<string, never> => {
  const [name] = Object.keys(fields).filter((field) => field !== 'expand')
  if (name !== undefined)
    throw invalidParameter(`Received unknown parameter: ${name}`, name, 'parameter_unknown')
  return {}
}

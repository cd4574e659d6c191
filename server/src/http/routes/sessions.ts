import * as z from 'zod'
import { Answer } from '../answer.ts'
import { operation } from '../operation.ts'
import { ProblemError } from '../problems.ts'
import { route, type Route } from '../router.ts'
import { Session, SessionRequest } from '../schemas/host.ts'
import { hostId, uuid } from '../schemas/values.ts'
import type { Services } from '../services.ts'

const host = { tag: 'Sessions', security: 'secret', idempotencyKey: 'optional' } as const

export const createSession = operation({
  ...host,
  operationId: 'createSession',
  method: 'post',
  path: '/v1/sessions',
  summary: 'Create a session for one customer’s browser',
  description:
    'Call it from your backend for the customer who is signed in there, and hand the token to the page.',
  keysKeptBy: 'room',
  body: SessionRequest,
  answer: Session,
  statuses: { 201: 'The session with its token' },
  problems: ['origin_not_allowed'],
})

export const revokeSession = operation({
  ...host,
  operationId: 'revokeSession',
  method: 'delete',
  path: '/v1/sessions/{id}',
  summary: 'Revoke one session',
  params: z.strictObject({ id: uuid }),
  statuses: { 204: 'It no longer works' },
})

export const revokeCustomerSessions = operation({
  ...host,
  operationId: 'revokeCustomerSessions',
  method: 'delete',
  path: '/v1/customers/{customer}/sessions',
  summary: 'Revoke all sessions of a customer',
  params: z.strictObject({ customer: hostId }),
  statuses: { 204: 'None of them works any longer' },
})

export function sessionRoutes({ access }: Services): Route[] {
  return [
    route(createSession, async ({ body, apiKey, idempotencyKey }) => {
      if (!access.origins.allows(body.origin)) throw new ProblemError('origin_not_allowed')
      const session = await access.sessions.create({ ...body, apiKeyId: apiKey.id, idempotencyKey })
      const { id, token, expiresAt, customer, scopes, origin } = session
      return { id, token, expiresAt: expiresAt.toISOString(), customer, scopes: [...scopes], origin }
    }),
    route(revokeSession, async ({ params }) => {
      if (!(await access.sessions.revoke(params.id))) throw new ProblemError('not_found')
      return new Answer(204, undefined)
    }),
    route(revokeCustomerSessions, async ({ params }) => {
      if (!(await access.sessions.revokeAll(params.customer))) throw new ProblemError('not_found')
      return new Answer(204, undefined)
    }),
  ]
}

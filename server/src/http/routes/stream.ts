import * as z from 'zod'
import { operation } from '../operation.ts'
import { ActivityEventPage, StreamEvent } from '../schemas/events.ts'
import { hostId, pageQuery } from '../schemas/values.ts'

export const streamEvents = operation({
  tag: 'Events',
  security: 'session',
  scope: 'read',
  operationId: 'streamEvents',
  method: 'get',
  path: '/v1/me/stream',
  summary: 'Follow my balance, grants, orders and alerts live',
  description:
    'Server-sent events. The first is `hello`; the data of the others is a StreamEvent. Resume with `Last-Event-ID`. ' +
    '`resync`: the cursor is too old, so read everything again. `end`: the session ends; connect again with a new one.',
  headers: z.object({ 'Last-Event-ID': z.string().max(64).optional() }),
  answer: StreamEvent,
  answerType: 'text/event-stream',
})

export const getEvents = operation({
  tag: 'Events',
  security: 'secret',
  operationId: 'getEvents',
  method: 'get',
  path: '/v1/events',
  summary: 'Read the activity log, oldest first',
  query: z.strictObject({ customer: hostId.optional(), ...pageQuery }),
  answer: ActivityEventPage,
})

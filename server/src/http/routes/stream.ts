import * as z from 'zod'
import type { Response } from 'express'
import {
  StreamsClosedError,
  TooManyStreamsError,
  encodePosition,
  eventsOf,
  type OutboxRow,
} from '../../events/index.ts'
import type { SessionClaims } from '../../sessions/index.ts'
import { readActivity } from '../activity.ts'
import { operation } from '../operation.ts'
import { ProblemError } from '../problems.ts'
import { answered } from '../answer.ts'
import { route, type Route } from '../router.ts'
import { type ActivityEvent, ActivityEventPage, StreamEvent } from '../schemas/events.ts'
import { hostId, pageQuery } from '../schemas/values.ts'
import type { Services } from '../services.ts'

const streamRetrySeconds = 30

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
  description:
    'Of two changes of one pool at the same moment either can stand first: that with the higher `seq` is newer.',
  query: z.strictObject({ customer: hostId.optional(), ...pageQuery }),
  answer: ActivityEventPage,
})

export function streamRoutes({ events }: Services): Route[] {
  return [
    route(streamEvents, async ({ session, request, response }) => {
      // Express takes HEAD for GET; a stream that nobody can read would be held for nothing.
      if (request.method === 'HEAD') throw new ProblemError('method_not_allowed')
      await openStream(events, session, request.get('last-event-id'), response)
      return answered
    }),
    route(getEvents, async ({ query }) => {
      const { data, next } = await readActivity(events.outbox, query)
      return {
        data: data.flatMap(viewActivity),
        nextCursor: next && encodePosition(next),
      }
    }),
  ]
}

/** A row can tell of several things; all but the first have a number behind the id. */
function viewActivity(row: OutboxRow): z.input<typeof ActivityEvent>[] {
  const id = encodePosition(row.position)
  return eventsOf(row).map((event, index) => ({
    id: index === 0 ? id : `${id}.${index}`,
    customer: row.customer,
    event,
  }))
}

async function openStream(
  events: Services['events'],
  session: SessionClaims,
  cursor: string | undefined,
  response: Response,
): Promise<void> {
  try {
    await events.hub.open(response, session, cursor)
  } catch (error) {
    if (error instanceof StreamsClosedError)
      throw new ProblemError('overloaded', undefined, { retryAfter: 1 })
    if (!(error instanceof TooManyStreamsError)) throw error
    throw new ProblemError('rate_limited', `${error.message} Close one first.`, {
      retryAfter: streamRetrySeconds,
    })
  }
}

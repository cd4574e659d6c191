import { invalid, missing } from '../http/errors.ts'
import { isCreatedIn, page } from '../http/lists.ts'
import { route } from '../http/route.ts'
import type { Route } from '../http/route.ts'
import type { World } from '../world.ts'

/** How long events are listed (https://docs.stripe.com/api/events/list). */
const THIRTY_DAYS = 30 * 24 * 60 * 60

const matchesType = (pattern: string, type: string): boolean =>
  pattern.endsWith('*') ? type.startsWith(pattern.slice(0, -1)) : type === pattern

/** The events that an endpoint wanted and does not have. */
const undelivered = (world: World): ReadonlySet<string> =>
  new Set(world.state.deliveries.all().flatMap(({ event, state }) => (state === 'delivered' ? [] : [event])))

/** https://docs.stripe.com/api/events */
export const eventRoutes: readonly Route[] = [
  route('get', '/v1/events', 'EventListParams', ({ world, params }) => {
    if (params.type !== undefined && params.types !== undefined) {
      throw invalid('You may only specify one of these parameters: type, types.', 'types')
    }
    if (params.types !== undefined && params.types.length > 20)
      throw invalid('Array types exceeded maximum 20 allowed elements.', 'types')
    const late = params.delivery_success === undefined ? null : undelivered(world)
    const types = params.types ?? (params.type === undefined ? ['*'] : [params.type])
    const events = world.state.events
      .newestFirst()
      .filter((event) => event.created > world.now() - THIRTY_DAYS)
      .filter((event) => types.some((pattern) => matchesType(pattern, event.type)))
      .filter((event) => isCreatedIn(event.created, params.created))
      .filter((event) => late === null || late.has(event.id) !== params.delivery_success)
    return page(events, params, '/v1/events', 'event')
  }),
  route('get', '/v1/events/:id', 'EventRetrieveParams', ({ world, id }) => {
    const event = world.state.events.get(id)
    if (!event) throw missing('event', id)
    return event
  }),
]

import type { Problem, QuoteRequest } from '@creditkit/sdk'
import { balanceOf } from './balance.ts'
import { catalogueOf, checkOf, quoteOf } from './catalogue.ts'
import { grantsOf } from './grants.ts'
import { advanceOrder, createOrder, ordersOf, usualCourse } from './orders.ts'
import { statementCsvOf, statementOf } from './statement.ts'
import { streamOf } from './stream.ts'
import { scenarios, type Fault, type Route, type Scenario, type ScenarioName } from './table.ts'
import { usageOf } from './usage.ts'
import { createWorld, minute, type World } from './world.ts'

export interface AnswerOptions {
  /** The instant that the scenario's data leads up to, in ms. By default the minute of its first call. */
  now?: number
}

interface Running {
  scenario: Scenario
  world: World
  calls: Map<Route, number>
}

const running = new Map<string, Running>()
const path = /\/([a-z-]+)\/v1\/me\/([a-z-]+?)(\.csv|\/[\w-]+)?$/

/** Forgets all that happened in every scenario. */
export function resetScenarios(): void {
  running.clear()
}

/**
 * Answers a request as the scenario in its path (`…/:scenario/v1/me/…`) would; undefined for any other
 * request. Scenarios go on from call to call until `resetScenarios()`. A network failure is `Response.error()`.
 */
export function answer(request: Request, options: AnswerOptions = {}): Promise<Response> | undefined {
  const match = path.exec(new URL(request.url).pathname)
  const name = match?.[1] as ScenarioName
  if (!match || !Object.hasOwn(scenarios, name)) return undefined
  return respond(request, start(name, options), match[2] as Route, match[3] ?? '', options)
}

function start(name: ScenarioName, { now = Date.now() }: AnswerOptions): Running {
  let found = running.get(name)
  if (!found) {
    const scenario: Scenario = scenarios[name]
    found = { scenario, world: createWorld(scenario.recipe, now - (now % minute)), calls: new Map() }
    running.set(name, found)
  }
  return found
}

async function respond(
  request: Request,
  { scenario, world, calls }: Running,
  route: Route,
  rest: string,
  options: AnswerOptions,
): Promise<Response> {
  const query = new URL(request.url).searchParams
  const nth = (calls.get(route) ?? 0) + 1
  calls.set(route, nth)
  if (scenario.delay) await new Promise((resolve) => setTimeout(resolve, scenario.delay))
  const fault = scenario.fault?.({ route, nth, further: query.has('cursor') })
  if (fault) return failed(fault)

  const clock = (): number => options.now ?? Date.now()
  const now = clock()
  const base = request.url.replace(/\/v1\/me\/.*/, '')
  switch (route) {
    case 'balance':
      return Response.json(balanceOf(world, now))
    case 'usage':
      return Response.json(usageOf(world, query, now))
    case 'grants':
      return Response.json(grantsOf(world, query))
    case 'statement':
      if (rest !== '.csv' && !request.headers.get('accept')?.includes('text/csv')) {
        return Response.json(statementOf(world, query))
      }
      return new Response(statementCsvOf(world, query), {
        headers: { 'content-type': 'text/csv; charset=utf-8' },
      })
    case 'packages':
      return Response.json(catalogueOf(world))
    case 'check':
      return orProblem(checkOf(world, query), 'unknown_feature', 422)
    case 'quotes':
      return orProblem(
        quoteOf(world, (await request.json()) as QuoteRequest, now),
        'amount_below_minimum',
        422,
      )
    case 'top-ups': {
      const course = scenario.course ?? usualCourse
      if (rest) return Response.json(advanceOrder(world, rest.slice(1), course, now, base))
      if (request.method !== 'POST') return Response.json(ordersOf(world, query))
      const order = createOrder(world, (await request.json()) as QuoteRequest, now, base)
      // A saved card is charged at once: there is no page to pay on in between.
      if (order?.checkoutMode === 'saved_card') advanceOrder(world, order.id, course, now, base)
      return orProblem(order && world.orders.get(order.id), 'package_unavailable', 422, 201)
    }
    case 'payment-methods':
      if (request.method === 'DELETE') {
        world.removedCards.add(rest.slice(1))
        return new Response(null, { status: 204 })
      }
      return Response.json({ data: (scenario.cards ?? []).filter(({ id }) => !world.removedCards.has(id)) })
    case 'stream':
      return streamOf(world, scenario.script ?? {}, clock)
    default:
      return problem('not_found', 404)
  }
}

function failed(fault: Fault): Promise<Response> | Response {
  if (fault.kind === 'never') return new Promise(() => {})
  return fault.kind === 'offline' ? Response.error() : problem(fault.code, fault.status)
}

function orProblem(body: unknown, code: Problem['code'], status: number, success = 200): Response {
  return body === undefined ? problem(code, status) : Response.json(body, { status: success })
}

function problem(code: Problem['code'], status: number): Response {
  const words = code.replaceAll('_', ' ')
  const body: Problem = {
    type: `urn:creditkit:problem:${code}`,
    title: words,
    status,
    code,
    detail: 'Wait a moment, then try again.',
    requestId: 'request_1',
  }
  return Response.json(body, { status, headers: { 'content-type': 'application/problem+json' } })
}

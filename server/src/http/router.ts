import { isUtf8 } from 'node:buffer'
import {
  json,
  type Express,
  type IRouter,
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
} from 'express'
import * as z from 'zod'
import type { ApiKey, SessionClaims } from '../sessions/index.ts'
import { Answer, answered } from './answer.ts'
import { callerName, type Caller } from './caller.ts'
import type { IdempotentRequests } from './idempotency.ts'
import type { Operation, Security } from './operation.ts'
import { parse, readQuery } from './parse.ts'
import { ProblemError } from './problems.ts'
import { idempotencyKey } from './schemas/values.ts'

const defaultBodyLimit = 100_000
const nothing = z.strictObject({})

type CallerContext<Caller extends Security> = Caller extends 'session'
  ? { readonly session: SessionClaims }
  : Caller extends 'secret'
    ? { readonly apiKey: ApiKey }
    : object

/** What a handler gets: everything checked. */
export type Context<Params, Query, Body, Caller extends Security> = CallerContext<Caller> & {
  readonly params: Params
  readonly query: Query
  readonly body: Body
  readonly idempotencyKey: string | undefined
  readonly request: Request
  readonly response: Response
}

type Handler = (context: Context<unknown, unknown, unknown, Security>) => Promise<unknown>

export interface Route {
  readonly operation: Operation
  readonly handler: Handler
}

/** Joins an operation and what carries it out, with the types of its schemas. */
export function route<
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Body extends z.ZodType,
  Result extends z.ZodType,
  Caller extends Security,
>(
  operation: Operation<Params, Query, Body, Result, Caller>,
  handler: (
    context: Context<z.output<Params>, z.output<Query>, z.output<Body>, Caller>,
  ) => Promise<z.input<Result> | Answer<z.input<Result>> | typeof answered>,
): Route {
  return { operation, handler: handler as unknown as Handler }
}

export interface RouterServices {
  readonly authenticate: (operation: Operation, request: Request, response: Response) => Promise<Caller>
  /** Limits that apply before and after the caller is known. */
  readonly limitsBefore: (operation: Operation) => RequestHandler[]
  readonly limitsAfter: (operation: Operation) => RequestHandler[]
  readonly idempotentRequests: IdempotentRequests
}

/** Mounts the routes: who calls, how often, what they send, then the handler. */
export function mount(app: Express, routes: readonly Route[], services: RouterServices): void {
  const methods = new Map<string, string[]>()
  for (const { operation, handler } of routes) {
    const path = operation.path.replaceAll(/\{(\w+)\}/g, ':$1')
    methods.set(path, [...(methods.get(path) ?? []), operation.method])
    app[operation.method](
      path,
      (_request, response, next) => {
        response.locals['operation'] = operation.operationId
        next()
      },
      ...services.limitsBefore(operation),
      async (request: Request, response: Response, next: NextFunction) => {
        response.locals['caller'] = await services.authenticate(operation, request, response)
        next()
      },
      ...services.limitsAfter(operation),
      ...bodyParsers(operation),
      async (request: Request, response: Response) => {
        await respond(operation, handler, services, request, response)
      },
    )
  }
  for (const [path, allowed] of methods) refuseOtherMethods(app, path, allowed)
}

/** Refuses at a path what was not taken before, also where Express would answer by itself. */
export function refuseOtherMethods(router: IRouter, path: string, allowed: readonly string[]): void {
  router.all(path, (_request, response) => {
    response.set('Allow', allowed.map((method) => method.toUpperCase()).join(', '))
    throw new ProblemError('method_not_allowed')
  })
}

const requireJson: RequestHandler = (request, _response, next) => {
  // JSON is UTF-8 (RFC 8259); other charsets have been ways around filters.
  const otherCharset = /;\s*charset\s*=\s*(?!"?utf-8"?\s*(?:;|$))/i.test(
    request.headers['content-type'] ?? '',
  )
  if (otherCharset || !request.is('application/json')) throw new ProblemError('unsupported_media_type')
  next()
}

/** Of a body, if there is one: `fetch` without one says that its length is 0, others say nothing. */
const requireJsonOfAny: RequestHandler = (request, response, next) => {
  const {
    'content-type': type,
    'content-length': length = '0',
    'transfer-encoding': chunks,
  } = request.headers
  if (type === undefined && chunks === undefined && length === '0') next()
  else requireJson(request, response, next)
}

function bodyParsers(operation: Operation): RequestHandler[] {
  if (!operation.body) return []
  const limit = operation.bodyLimit ?? defaultBodyLimit
  const requireBody = operation.bodyOptional ? requireJsonOfAny : requireJson
  return [requireBody, json({ limit, type: 'application/json', verify: requireUtf8 })]
}

/** The parser would put U+FFFD in the place of what cannot be read, and two customers could become one. */
function requireUtf8(_request: unknown, _response: unknown, body: Buffer): void {
  if (!isUtf8(body)) throw new TypeError('The body is not UTF-8.')
}

async function respond(
  operation: Operation,
  handler: Handler,
  services: RouterServices,
  request: Request,
  response: Response,
): Promise<void> {
  const caller = response.locals['caller'] as Caller
  const context = {
    ...readRequest(operation, request),
    ...(caller.kind === 'session' && { session: caller.session }),
    ...(caller.kind === 'key' && { apiKey: caller.apiKey }),
    request,
    response,
  } as Context<unknown, unknown, unknown, Security>
  const run = async () => asAnswer(operation, await handler(context))
  const key = context.idempotencyKey
  const result =
    key === undefined || operation.keysKeptBy
      ? await run()
      : await services.idempotentRequests.once(
          { caller: callerName(caller), key, request: [operation.operationId, context.params, context.body] },
          run,
        )
  if (result !== answered) send(operation, response, result)
}

function readRequest(operation: Operation, request: Request): object {
  return {
    params: readParams(operation, request),
    query: parse(operation.query ?? nothing, readQuery(operation.query ?? nothing, request.query), 'query'),
    body: operation.body && parse(operation.body, request.body ?? {}, 'body'),
    idempotencyKey: operation.idempotencyKey && readKey(operation, request),
  }
}

function readParams(operation: Operation, request: Request): unknown {
  if (!operation.params) return {}
  // What cannot be an id is the id of nothing; only who creates something has to be told more.
  if (operation.method === 'get' || operation.method === 'delete') {
    const result = operation.params.safeParse(request.params)
    if (!result.success) throw new ProblemError('not_found')
    return result.data
  }
  return parse(operation.params, request.params, 'path')
}

function readKey(operation: Operation, request: Request): string | undefined {
  const key = request.get('idempotency-key')
  if (key !== undefined) return parse(idempotencyKey, key, 'header.Idempotency-Key')
  if (operation.idempotencyKey === 'required') throw new ProblemError('idempotency_key_missing')
  return undefined
}

function asAnswer(operation: Operation, result: unknown): Answer<unknown> | typeof answered {
  if (result === answered || result instanceof Answer) return result
  const usual = Object.keys(operation.statuses ?? { 200: '' })
  // Object keys that are numbers come in rising order, so the usual status is the one that was made for writing.
  const status = operation.method === 'post' && usual.includes('201') ? 201 : Number(usual[0])
  return new Answer(status, result)
}

function send(operation: Operation, response: Response, answer: Answer<unknown>): void {
  response.status(answer.status).set(answer.headers)
  if (answer.status === 204) response.end()
  else if (operation.answerType) response.type(operation.answerType).send(answer.body)
  else sendJson(response, answer.body)
}

/** What `response.json` would send, without its looks at charsets, caches and settings. */
function sendJson(response: Response, body: unknown): void {
  const text = JSON.stringify(body)
  response.setHeader('Content-Type', 'application/json; charset=utf-8')
  response.setHeader('Content-Length', Buffer.byteLength(text))
  response.end(text)
}

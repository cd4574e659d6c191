import { createDocument, type ZodOpenApiOperationObject } from 'zod-openapi'
import * as z from 'zod'
import { tags, type Operation } from './operation.ts'
import { operations } from './operations.ts'
import { problems, type ProblemCode } from './problems.ts'
import { StreamEvent } from './schemas/events.ts'
import { ConsumeBatchItem } from './schemas/host.ts'
import { Problem } from './schemas/problem.ts'
import { idempotencyKey } from './schemas/values.ts'

const keyDescription =
  'The same key and body give the same answer for 30 days; use a fresh key for every new request.'

const unusedKeyDescription = 'Taken as by every other call of its kind; this one can be repeated without.'

const securityProblems = {
  session: ['token_expired', 'token_revoked'],
  secret: ['forbidden'],
} as const satisfies Record<string, readonly ProblemCode[]>

/** Every problem that an operation can answer with. */
export function problemsOf(operation: Operation): ProblemCode[] {
  const codes = new Set<ProblemCode>(operation.problems)
  const add = (...more: ProblemCode[]) => more.forEach((code) => codes.add(code))
  // Every query is checked, also where none is expected.
  add('invalid_request', 'unknown_field', 'invalid_value', 'rate_limited', 'internal_error', 'overloaded')
  if (operation.security === 'none') return [...codes]
  add('unauthenticated', 'origin_not_allowed', 'insufficient_scope', ...securityProblems[operation.security])
  if (operation.params) add('not_found')
  if (operation.body) add('body_too_large', 'unsupported_media_type', 'request_timeout')
  if (operation.idempotencyKey && operation.keysKeptBy !== 'nobody') add('idempotency_key_reused')
  if (operation.idempotencyKey && !operation.keysKeptBy) add('idempotency_key_in_use')
  if (operation.idempotencyKey === 'required') add('idempotency_key_missing')
  return [...codes]
}

function problemResponses(operation: Operation): ZodOpenApiOperationObject['responses'] {
  const byStatus = Map.groupBy(problemsOf(operation), (code) => problems[code].status)
  return Object.fromEntries(
    [...byStatus]
      .toSorted(([one], [other]) => one - other)
      .map(([status, codes]) => [
        String(status),
        {
          description: codes.map((code) => `\`${code}\`: ${problems[code].title}`).join('. '),
          content: { 'application/problem+json': { schema: Problem } },
          ...(status === 429 && {
            headers: z.object({ 'Retry-After': z.string().meta({ description: 'Seconds.' }) }),
          }),
        },
      ]),
  )
}

function successResponses(operation: Operation): ZodOpenApiOperationObject['responses'] {
  const statuses = operation.statuses ?? { 200: operation.summary }
  return Object.fromEntries(
    Object.entries(statuses).map(([status, description]) => [
      status,
      {
        description,
        ...(operation.answer && {
          content: { [operation.answerType ?? 'application/json']: { schema: operation.answer } },
        }),
      },
    ]),
  )
}

function describe(operation: Operation): ZodOpenApiOperationObject {
  const keyHeader = operation.idempotencyKey && {
    'Idempotency-Key': (operation.idempotencyKey === 'required'
      ? idempotencyKey
      : idempotencyKey.optional()
    ).meta({
      description: operation.keysKeptBy === 'nobody' ? unusedKeyDescription : keyDescription,
    }),
  }
  const header = keyHeader ? z.object(keyHeader) : operation.headers
  return {
    operationId: operation.operationId,
    tags: [operation.tag],
    summary: operation.summary,
    ...(operation.description && { description: operation.description }),
    security:
      operation.security === 'none'
        ? []
        : [operation.security === 'session' ? { sessionToken: [] } : { secretKey: [] }],
    ...(operation.scope && { 'x-scope': operation.scope }),
    requestParams: {
      ...(operation.params && { path: operation.params }),
      ...(operation.query && { query: operation.query }),
      ...(header && { header }),
    },
    ...(operation.body && {
      requestBody: {
        required: !operation.bodyOptional,
        content: { 'application/json': { schema: operation.body } },
      },
    }),
    responses: { ...successResponses(operation), ...problemResponses(operation) },
  }
}

/** What is the same everywhere, for people. */
const basics = [
  '`/v1/me/…` is for a customer’s browser with a session token, the rest of `/v1/…` for your backend with a secret key.',
  '**Writes** take an `Idempotency-Key`: send the same key and body again after a broken line, and it is done once. ' +
    'Unknown fields are refused.',
  '**PUT** replaces what is there: what is left out goes back to its default, except that an archived feature stays so.',
  '**Lists** that come in pages give `nextCursor`; send it as `cursor` for the next page. Rows that come meanwhile neither repeat nor hide others.',
  '**Credits** are decimal strings in the currency’s unit, **money** is integer minor units, **instants** are UTC.',
  '**Limits** of a customer or an address are told in `RateLimit` and `RateLimit-Policy`; who is over gets 429 with ' +
    '`Retry-After`. Secret keys have no limit.',
  '**Errors** are `application/problem+json`: decide by `code`, show `detail`, and report `requestId`, which is also the ' +
    'header `X-Request-Id` of every answer.',
]

/** Every code with what it means and what to do, for people. */
function problemTable(): string {
  const rows = Object.entries(problems)
    .toSorted(([, one], [, other]) => one.status - other.status)
    .map(([code, { status, title, action }]) => `| \`${code}\` | ${status} | ${title} | ${action} |`)
  return [
    '### Problems',
    '',
    '| code | status | what it means | what to do |',
    '| --- | --- | --- | --- |',
    ...rows,
  ].join('\n')
}

/** Leaves out what only says again, at length, what the type or the format says. */
function simplify({ jsonSchema }: { jsonSchema: Record<string, unknown> }): void {
  if (jsonSchema['format'] === 'date-time') delete jsonSchema['pattern']
  if (jsonSchema['minimum'] === Number.MIN_SAFE_INTEGER) delete jsonSchema['minimum']
  if (jsonSchema['maximum'] === Number.MAX_SAFE_INTEGER) delete jsonSchema['maximum']
}

/** The OpenAPI 3.1 description of all operations. */
export function openApiDocument(): ReturnType<typeof createDocument> {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {}
  for (const operation of operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describe(operation) }
  }
  return createDocument(
    {
      openapi: '3.1.0',
      info: {
        title: 'Creditkit',
        version: '1.0.0',
        summary: 'Prepaid credits that customers look after themselves.',
        description: [...basics, problemTable()].join('\n\n'),
        license: { name: 'MIT', identifier: 'MIT' },
      },
      servers: [{ url: '/', description: 'This server' }],
      tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
      paths,
      components: {
        schemas: { StreamEvent, ConsumeBatchItem },
        securitySchemes: {
          sessionToken: {
            type: 'http',
            scheme: 'bearer',
            bearerFormat: 'JWT',
            description: 'A session’s token. The request’s Origin has to be the session’s.',
          },
          secretKey: {
            type: 'http',
            scheme: 'bearer',
            description: 'A secret key, `sk_…`. Never in a browser.',
          },
        },
      },
    },
    { override: simplify },
  )
}

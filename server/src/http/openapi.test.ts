import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { openApiDocument, problemsOf } from './openapi.ts'
import { operations } from './operations.ts'
import { problems } from './problems.ts'

const root = join(import.meta.dirname, '../..')

test('openapi.json is what the schemas say now', async () => {
  const file = await readFile(join(root, 'openapi.json'), 'utf8')
  expect(JSON.parse(file), 'Run: pnpm --filter @creditkit/server openapi').toEqual(
    JSON.parse(JSON.stringify(openApiDocument())),
  )
})

test('openapi.json has no errors and no warnings', async () => {
  const redocly = join(root, 'node_modules/.bin/redocly')
  const { stderr } = await promisify(execFile)(
    redocly,
    ['lint', 'openapi.json', '--config', 'redocly.yaml'],
    {
      cwd: root,
      env: { ...process.env, REDOCLY_TELEMETRY: 'off' },
    },
  )
  expect(stderr).toContain('Your API description is valid')
  expect(stderr).not.toContain('warning')
})

test('every operation has an id of its own and a place of its own', () => {
  const ids = operations.map((operation) => operation.operationId)
  const places = operations.map(({ method, path }) => `${method} ${path}`)
  expect(new Set(ids).size).toBe(ids.length)
  expect(new Set(places).size).toBe(places.length)
})

test('every problem says in a sentence what to do', () => {
  for (const { title, action } of Object.values(problems)) {
    expect(title).toMatch(/^[A-Z].*[^.]$/)
    expect(action).toMatch(/^[A-Z].*\.$/)
  }
})

test('every problem is listed in the description with what to do', () => {
  const { info } = openApiDocument()
  for (const [code, { status, title, action }] of Object.entries(problems)) {
    expect(info.description).toContain(`| \`${code}\` | ${status} | ${title} | ${action} |`)
  }
})

test('every write takes an Idempotency-Key, and every page has a cursor', () => {
  for (const { method, operationId, idempotencyKey, query } of operations) {
    expect([operationId, idempotencyKey !== undefined]).toEqual([operationId, method !== 'get'])
    if (query && 'cursor' in query.shape) expect(Object.keys(query.shape)).toContain('limit')
  }
})

/** What an operation can say of a key. */
const keyCodesOf = (operationId: string) =>
  operations
    .filter((operation) => operation.operationId === operationId)
    .flatMap(problemsOf)
    .filter((code) => code.startsWith('idempotency_key_'))

test('a key can be in use only where the router keeps it, and reused only where somebody does', () => {
  expect(keyCodesOf('putPackage')).toEqual(['idempotency_key_reused', 'idempotency_key_in_use'])
  expect(keyCodesOf('consume')).toEqual(['idempotency_key_reused', 'idempotency_key_missing'])
  expect(keyCodesOf('createCheck')).toEqual([])
})

// What customers buy is described where payments are.
const withBodies = operations.filter(({ body, tag }) => body && tag !== 'Top-ups' && tag !== 'Orders')

test.each(withBodies.map(({ operationId, body }) => [operationId, body] as const))(
  'the body of %s has an example, which is allowed',
  (_name, body) => {
    expect(body?.safeParse(body.meta()?.['example'])).toMatchObject({ success: true })
  },
)

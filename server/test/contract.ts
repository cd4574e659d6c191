import { readFileSync } from 'node:fs'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'

interface Described {
  readonly responses: Record<string, { content?: Record<string, unknown> }>
}

interface Document {
  readonly paths: Record<string, Record<string, Described>>
}

const text = readFileSync(new URL('../openapi.json', import.meta.url), 'utf8')
export const openApi = JSON.parse(text) as Document

const ajv = new Ajv2020({ strict: false, allErrors: true })
formats.default(ajv)
ajv.addSchema({ $id: 'openapi', ...openApi })

const patterns = Object.keys(openApi.paths).map((path) => ({
  path,
  // A template's fixed parts weigh more than its placeholders: /v1/me/top-ups is no /v1/me/{id}.
  pattern: new RegExp(`^${path.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&').replaceAll(/\{\w+\}/g, '[^/]+')}$`),
}))

const validators = new Map<string, ValidateFunction>()

/** The path of the description that an address belongs to. */
export function describedPath(pathname: string): string | undefined {
  return patterns.find(({ pattern }) => pattern.test(pathname))?.path
}

/**
 * Checks an answer against openapi.json: that its status and content type are described for the operation, and its
 * body has the described shape.
 * @throws Error that says where it differs
 */
export function checkAnswer(
  method: string,
  pathname: string,
  status: number,
  contentType: string,
  body: unknown,
): void {
  const path = describedPath(pathname)
  const operation = path === undefined ? undefined : openApi.paths[path]?.[method.toLowerCase()]
  // Addresses and methods that do not exist answer with problems all the same.
  const name = `${method} ${path ?? pathname} ${status}`
  if (path === undefined || !operation) {
    validate(name, '#/components/schemas/Problem', body)
    return
  }
  const response = operation.responses[status]
  if (!response) throw new Error(`${name} is not described: ${JSON.stringify(body)}`)
  if (!response.content) return
  const [type = ''] = contentType.split(';')
  if (!(type in response.content)) throw new Error(`${name} answers with ${type}, which is not described.`)
  if (!type.endsWith('json')) return
  const pointer = [path, method.toLowerCase(), 'responses', String(status), 'content', type, 'schema']
  validate(
    name,
    `#/paths/${pointer.map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`,
    body,
  )
}

function validate(name: string, pointer: string, body: unknown): void {
  const known = validators.get(pointer)
  const validator = known ?? ajv.compile({ $ref: `openapi${pointer}` })
  validators.set(pointer, validator)
  if (!validator(body)) {
    throw new Error(
      `${name} differs from openapi.json: ${ajv.errorsText(validator.errors)} in ${JSON.stringify(body)}`,
    )
  }
}

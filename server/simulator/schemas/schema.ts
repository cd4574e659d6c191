import { readFileSync } from 'node:fs'

/** The part of JSON Schema that Stripe's types need. */
export interface Schema {
  type?: 'string' | 'number' | 'boolean' | 'null' | 'array' | 'object'
  format?: 'decimal'
  enum?: (string | number)[]
  anyOf?: Schema[]
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: false | Schema
  $ref?: string
}

/** Definitions by name; a root has the prefix `root:`. */
export type Definitions = ReadonlyMap<string, Schema>

/** Reads a generated file: its first line names the version of the `stripe` package, each other one definition. */
export const readDefinitions = (
  file: 'parameters.jsonl' | 'objects.jsonl',
): { version: string; definitions: Definitions } => {
  const [first, ...lines] = readFileSync(new URL(file, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
  const [, version] = JSON.parse(first ?? '[]') as [string, string]
  return { version, definitions: new Map(lines.map((line) => JSON.parse(line) as [string, Schema])) }
}

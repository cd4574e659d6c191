import type { ZodObject } from 'zod'

/** Requires exactly one of some optional fields, when parsing and in the description. */
export function exactlyOne<Schema extends ZodObject>(schema: Schema, fields: readonly string[]): Schema {
  const names = fields.map((field) => `"${field}"`).join(' or ')
  return schema
    .refine(
      (value: Record<string, unknown>) => fields.filter((field) => value[field] !== undefined).length === 1,
      {
        message: `must have exactly one of ${names}`,
        params: { missing: true },
      },
    )
    .meta({ override: { oneOf: fields.map((field) => ({ required: [field] })) } })
}

import * as z from 'zod'
import { problems, type ProblemCode } from '../problems.ts'
import { Amount } from './values.ts'

const codes = Object.keys(problems) as ProblemCode[]

export const Problem = z
  .strictObject({
    type: z.string().meta({ description: '`urn:creditkit:problem:` and the code.' }),
    title: z.string(),
    status: z.int(),
    code: z.enum(codes).meta({ description: 'Stable: decide by it.' }),
    detail: z.string().meta({ description: 'A sentence that a person can act on.' }),
    requestId: z.string(),
    errors: z
      .array(z.strictObject({ path: z.string(), message: z.string() }))
      .optional()
      .meta({ description: 'Each wrong place in the request.' }),
    missing: Amount.optional().meta({
      description:
        'How many credits are short: what the request costs, less `available`, whatever the overdraft.',
    }),
    available: Amount.optional().meta({
      description: 'What this request could use: without what holds reserve, and credits of other features.',
    }),
    replayed: z.boolean().optional().meta({
      description:
        'true when this key was refused before: the refusal is kept for it, and a new key asks anew.',
    }),
    retryAfter: z.int().optional().meta({ description: 'Seconds.' }),
  })
  .meta({ id: 'Problem', description: 'What went wrong, after RFC 9457.' })

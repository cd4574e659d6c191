import * as z from 'zod'
import { Bucket, EntryKind, GrantStatus } from '../schemas/ledger.ts'
import { AuditEntryKind } from '../schemas/pools.ts'
import { InstantInput, featureId, pageQuery, scopeQuery, text, timeZone, uuid } from '../schemas/values.ts'

/** What a list of grants can be asked for, by a customer and by the host alike. */
export const grantsQuery = z.strictObject({
  ...scopeQuery,
  status: z.array(GrantStatus).max(6).optional(),
  sort: z.enum(['burn', 'newest']).default('burn').meta({ description: 'burn: in the order of spending.' }),
  ...pageQuery,
})

const entryFilters = {
  ...scopeQuery,
  kind: z.array(EntryKind).max(8).optional(),
  feature: featureId.optional(),
  grantId: uuid.optional(),
  from: InstantInput.optional(),
  to: InstantInput.optional(),
}

/** Refuses a period that ends before it begins, as usage does. */
const inPeriod = <Query extends z.ZodObject>(query: Query) =>
  query.refine(({ from, to }) => !(from instanceof Date && to instanceof Date) || from < to, {
    path: ['from'],
    message: 'must be earlier than "to"',
  })

export const entriesQuery = inPeriod(z.strictObject({ ...entryFilters, ...pageQuery }))
export const auditEntriesQuery = inPeriod(
  z.strictObject({
    ...entryFilters,
    kind: z.array(AuditEntryKind).max(12).optional().meta({
      description:
        'Every kind that moves credits unless given. The kinds that move nothing are listed where they are named.',
    }),
    orderId: text(255).optional(),
    order: z.enum(['newest', 'oldest']).default('newest').meta({ description: 'Which entry comes first.' }),
    ...pageQuery,
  }),
)
export const statementCsvQuery = inPeriod(z.strictObject(entryFilters))

export const usageQuery = z.strictObject({
  ...scopeQuery,
  from: InstantInput.optional().meta({ description: '30 days before `to` unless given.' }),
  to: InstantInput.optional().meta({ description: 'Now unless given.' }),
  timeZone: timeZone.default('UTC').meta({ description: 'IANA name; days begin at its midnight.' }),
  bucket: z.enum(['auto', ...Bucket.options]).default('auto'),
  groupBy: z
    .string()
    .regex(/^(feature|dimension\.[A-Za-z0-9_.-]{1,40})$/, 'must be "feature" or "dimension.<name>"')
    .default('feature'),
})

import { decodePosition, type Outbox } from '../events/index.ts'
import { ProblemError } from './problems.ts'

type Rows = Awaited<ReturnType<Outbox['after']>>

export interface ActivityQuery {
  readonly customer?: string | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

/**
 * A page of the activity log, oldest first. It holds final rows only, so that nothing can appear before a page that
 * was read; whoever has reached the end keeps the last event's id as the cursor and asks again.
 */
export async function readActivity(
  outbox: Outbox,
  query: ActivityQuery,
): Promise<{ data: Rows; next: Rows[number]['position'] | null }> {
  const start = query.cursor === undefined ? { xact: 0n, id: 0n } : decodePosition(query.cursor)
  if (!start) {
    throw new ProblemError('invalid_value', undefined, {
      errors: [
        { path: 'query.cursor', message: 'must be the nextCursor of the page before, or an event’s id' },
      ],
    })
  }
  const rows = await outbox.after(start, query.limit + 1, query.customer)
  const firstUnfinished = rows.findIndex((row) => !row.final)
  const final = firstUnfinished === -1 ? rows : rows.slice(0, firstUnfinished)
  const data = final.slice(0, query.limit)
  return { data, next: final.length > query.limit ? (data.at(-1)?.position ?? null) : null }
}

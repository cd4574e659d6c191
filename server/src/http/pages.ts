import type { Page } from '../ledger/index.ts'
import { ProblemError } from './problems.ts'

/**
 * A page of a list that is there as a whole. It begins after the item that its cursor names, wherever that stands now.
 *
 * @throws ProblemError `invalid_value` for a cursor that names nothing in the list
 */
export function cutPage<Item>(
  items: readonly Item[],
  idOf: (item: Item) => string,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Page<Item> {
  const before = cursor === undefined ? -1 : items.findIndex((item) => idOf(item) === cursor)
  if (cursor !== undefined && before === -1) {
    const errors = [{ path: 'query.cursor', message: 'must be the nextCursor of the page before' }]
    throw new ProblemError('invalid_value', undefined, { errors })
  }
  const data = items.slice(before + 1, before + 1 + limit)
  const last = data.at(-1)
  const more = items.length > before + 1 + limit && last !== undefined
  return { data, nextCursor: more ? idOf(last) : null }
}

import type { Page } from '@creditkit/sdk'

/** A query's values, whether repeated or separated by commas. */
export function listOf(query: URLSearchParams, name: string): string[] {
  return query.getAll(name).flatMap((value) => value.split(','))
}

/** A page of the items, after the cursor. */
export function pageOf<T>(items: T[], query: URLSearchParams): Page<T> {
  const limit = Number(query.get('limit') ?? 25)
  const start = Number((query.get('cursor') ?? 'after_0').replace('after_', ''))
  const end = start + limit
  return { data: items.slice(start, end), nextCursor: end < items.length ? `after_${end}` : null }
}

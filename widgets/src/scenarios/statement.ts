import type { LedgerEntry, Page } from '@creditkit/sdk'
import { listOf, pageOf } from './lists.ts'
import type { World } from './world.ts'

/** A page of ledger entries, newest first. */
export function statementOf(world: World, query: URLSearchParams): Page<LedgerEntry> {
  return pageOf(entriesOf(world, query), query)
}

/** The statement as a file. */
export function statementCsvOf(world: World, query: URLSearchParams): string {
  const rows = entriesOf(world, query).map((entry) =>
    [
      entry.seq,
      entry.at,
      entry.kind,
      entry.featureName ?? '',
      entry.quantity ?? '',
      entry.amount,
      entry.balanceAfter,
    ]
      .map((cell) => `"${cell.replaceAll('"', '""')}"`)
      .join(','),
  )
  return ['seq,at,kind,feature,quantity,amount,balance_after', ...rows].join('\r\n')
}

function entriesOf({ ledger }: World, query: URLSearchParams): LedgerEntry[] {
  const kinds = listOf(query, 'kind')
  const feature = query.get('feature')
  const grantId = query.get('grantId')
  const from = Date.parse(query.get('from') ?? '') || -Infinity
  const to = Date.parse(query.get('to') ?? '') || Infinity
  return ledger.entries
    .filter((entry) => !kinds.length || kinds.includes(entry.kind))
    .filter((entry) => !feature || entry.feature === feature)
    .filter((entry) => !grantId || entry.splits.some((split) => split.grantId === grantId))
    .filter((entry) => Date.parse(entry.at) >= from && Date.parse(entry.at) < to)
    .toReversed()
}

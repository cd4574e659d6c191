/** The statement as a file and on paper. */
import type { CreditsClient, LedgerEntry, StatementQuery } from '@creditkit/sdk'
import type { CreditElement } from '../../foundation/credit-element.ts'
import { formatFor } from '../../foundation/format/format.ts'
import { saveFile } from '../../foundation/later/file.ts'
import { enEntries } from '../../foundation/localize/en/entries.ts'
import { enPeriods } from '../../foundation/localize/en/periods.ts'
import { enStatementDetails } from '../../foundation/localize/en/later/statement.ts'
import { enStatement } from '../../foundation/localize/en/statement.ts'
import { printStatement } from './print.ts'

/** Pages of 100 that are printed at most: beyond, a file serves better than paper. */
const MOST_PAGES = 20

/** Does one of them for the element, of the movements that the query finds. @throws CreditsError */
export type Export = (host: CreditElement, filter: StatementQuery) => Promise<void>

export const download: Export = async ({ scope: { client, query } }, filter) => {
  if (client) saveFile('statement.csv', await client.getStatementCsv({ ...query, ...filter }))
}

export const print: Export = async ({ scope }, filter) => {
  const { client, query, direction, locale } = scope
  if (!client) return
  const format = formatFor(locale)
  const { entries, cut } = await allOf(client, { ...query, ...filter })
  const t = scope.messages('statement', { ...enStatement, ...enStatementDetails })
  const { from, to } = filter
  const days = from
    ? format.dateRange(Date.parse(from), to ? Date.parse(to) - 1 : Date.now(), { dateStyle: 'long' })
    : scope.messages('periods', enPeriods).all
  const { what } = scope.messages('entries', enEntries)
  printStatement({
    entries,
    note: cut ? `${days}. ${t.tooMany(entries.length, format)}` : days,
    messages: t,
    what: (entry) => what(entry, format),
    format,
    direction,
  })
}

/** `cut` says that there were more. */
async function allOf(
  client: CreditsClient,
  query: StatementQuery,
): Promise<{ entries: LedgerEntry[]; cut: boolean }> {
  const entries: LedgerEntry[] = []
  let cursor: string | null | undefined
  for (let pages = 0; pages < MOST_PAGES && cursor !== null; pages++) {
    const page = { limit: 100, ...(cursor && { cursor }) }
    // oxlint-disable-next-line no-await-in-loop -- each page names the next
    const answer = await client.getStatement({ ...query, ...page })
    entries.push(...answer.data)
    cursor = answer.nextCursor
  }
  return { entries, cut: Boolean(cursor) }
}

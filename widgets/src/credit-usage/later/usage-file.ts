/** Usage as a file. */
import type { Usage } from '@creditkit/sdk'
import { saveFile, toCsv } from '../../foundation/later/file.ts'

export function saveUsage(usage: Usage, previous?: Usage): void {
  const { from, to } = usage
  saveFile(`usage-${from.slice(0, 10)}-${to.slice(0, 10)}.csv`, toCsv(rowsOf(usage, previous)))
}

/** The whole answer as rows of a file, every group for itself; with `previous` also what was used a period before. */
export function rowsOf(usage: Usage, previous?: Usage): string[][] {
  const { groups, buckets } = usage
  return [
    [
      'start',
      'end',
      ...groups.map(({ key, name }) => name || key),
      'total',
      ...(previous ? ['total before'] : []),
    ],
    ...buckets.map(({ start, end, amounts, total }, index) => [
      start,
      end,
      ...groups.map(({ key }) => amounts[key] ?? '0'),
      total,
      ...(previous ? [previous.buckets[index]?.total ?? ''] : []),
    ]),
  ]
}

/** Usage as a file. */
import type { Usage } from '@creditkit/sdk'
import { saveFile, toCsv } from '../../foundation/later/file.ts'

export function saveUsage(usage: Usage): void {
  const { from, to } = usage
  saveFile(`usage-${from.slice(0, 10)}-${to.slice(0, 10)}.csv`, toCsv(rowsOf(usage)))
}

/** The whole answer as rows of a file, every group for itself. */
export function rowsOf(usage: Usage): string[][] {
  const { groups, buckets } = usage
  return [
    ['start', 'end', ...groups.map(({ key, name }) => name || key), 'total'],
    ...buckets.map(({ start, end, amounts, total }) => [
      start,
      end,
      ...groups.map(({ key }) => amounts[key] ?? '0'),
      total,
    ]),
  ]
}

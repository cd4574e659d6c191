/** English, `<credit-usage>`. */
import type { Amount } from '@creditkit/sdk'
import type { Format } from '../../format/format.ts'

const credits = { one: 'credit', other: 'credits' }

export const enUsage = {
  title: 'Usage',
  /** Follows the number of credits. `within` is a period as in `periods`; `change` is a share: 0.12 is 12% more than before. */
  headline: (total: Amount, within: string, change: number | undefined, f: Format): string => {
    const percent = f.percent(Math.abs(change ?? 0))
    const than =
      change === undefined
        ? ''
        : change > 0
          ? `, up ${percent}`
          : change < 0
            ? `, down ${percent}`
            : ', as before'
    return `${f.plural(total, credits)} ${within}${than}`
  },
  group: 'Group by',
  feature: 'Feature',
  /** What a dimension without a value is called. */
  unnamed: 'Not given',
  other: 'Other',
  total: 'Total',
  before: 'Period before',
  compare: 'Compare',
  table: 'Table',
  chart: 'Chart',
  download: 'Download CSV',
  none: 'No usage in this period.',
  allHidden: 'Choose what to show below.',
  by: (group: string): string => `Usage by ${group.toLowerCase()}`,
  summary: (most: { title: string; total: Amount; name: string } | undefined, f: Format): string =>
    most
      ? `The most was used on ${most.title}: ${f.credits(most.total)} ${f.plural(most.total, credits)}, mostly for ${most.name}.`
      : 'No usage in this period.',
  bar: (
    title: string,
    total: Amount,
    parts: [name: string, amount: Amount][],
    before: Amount | undefined,
    f: Format,
  ): string =>
    [
      `${title}: ${f.credits(total)} ${f.plural(total, credits)}`,
      parts.map(([name, amount]) => `${name} ${f.credits(amount)}`).join(', '),
      before && `Period before ${f.credits(before)}`,
    ]
      .filter(Boolean)
      .join('. '),
}

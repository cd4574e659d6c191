import type { Usage } from '@creditkit/sdk'
import { sum, toAmount, toUnits } from './amounts.ts'
import { bucketFor, bucketStarts } from './time-zone.ts'
import { day, type World } from './world.ts'

/** What was used from one instant to another, in buckets and groups. */
export function usageOf({ recipe, ledger }: World, query: URLSearchParams, now: number): Usage {
  const { scale } = recipe.currency
  const timeZone = query.get('timeZone') ?? 'UTC'
  const to = instant(query.get('to')) ?? now
  const from = instant(query.get('from')) ?? to - 30 * day
  const asked = query.get('bucket') ?? 'auto'
  const bucket = asked === 'auto' ? bucketFor(to - from) : (asked as Usage['bucket'])
  const groupBy = query.get('groupBy') ?? 'feature'

  const starts = bucketStarts(from, to, bucket, timeZone)
  const cells = starts.slice(0, -1).map(() => new Map<string, bigint>())
  const groups = new Map<string, { name: string; total: bigint; previous: bigint }>()
  let position = 0
  for (const entry of ledger.entries) {
    const at = Date.parse(entry.at)
    if (entry.kind !== 'consumption' || at < from - (to - from) || at >= to) continue
    const dimension = entry.dimensions[groupBy.replace('dimension.', '')] ?? ''
    const [key, name] =
      groupBy === 'feature' ? [entry.feature ?? '', entry.featureName ?? ''] : [dimension, dimension]
    const units = -toUnits(entry.amount, scale)
    const group = groups.get(key) ?? { name, total: 0n, previous: 0n }
    groups.set(key, group)
    if (at < from) {
      group.previous += units
      continue
    }
    group.total += units
    while (at >= (starts[position + 1] ?? Infinity)) position++
    const cell = cells[position]
    cell?.set(key, (cell.get(key) ?? 0n) + units)
  }

  const sorted = [...groups].sort(([, one], [, other]) => (other.total > one.total ? 1 : -1))
  return {
    currency: recipe.currency.id,
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    timeZone,
    bucket,
    groupBy,
    total: toAmount(sum(sorted.map(([, group]) => group.total)), scale),
    previousTotal: toAmount(sum(sorted.map(([, group]) => group.previous)), scale),
    groups: sorted.map(([key, group]) => ({
      key,
      name: group.name,
      total: toAmount(group.total, scale),
      previousTotal: toAmount(group.previous, scale),
    })),
    buckets: cells.map((cell, index) => ({
      start: new Date(starts[index] ?? from).toISOString(),
      end: new Date(starts[index + 1] ?? to).toISOString(),
      total: toAmount(sum(cell.values()), scale),
      amounts: Object.fromEntries([...cell].map(([key, units]) => [key, toAmount(units, scale)])),
    })),
    asOf: new Date(now).toISOString(),
  }
}

const instant = (text: string | null): number | undefined => (text ? Date.parse(text) : undefined)

import type { Usage } from '@creditkit/sdk'
import { expect, test } from 'vitest'
import { formatFor } from '../foundation/format/format.ts'
import { placeholder } from './later/placeholder.ts'
import { rowsOf } from './later/usage-file.ts'
import { viewOf } from './later/usage-view.ts'
import type { UsageView } from './later/usage-view.ts'

function viewWith(usage: Usage, hidden: string[] = []): UsageView {
  return viewOf({
    usage,
    previous: undefined,
    hidden: new Set(hidden),
    room: 100,
    otherName: 'Other',
    unnamed: 'Not given',
    format: formatFor('en-US'),
    colors: new Map(),
  })
}

const withTotals = (total: string, previousTotal: string): Usage => ({ ...placeholder, total, previousTotal })

const change = (total: string, before: string): number | undefined =>
  viewWith(withTotals(total, before)).change

test('a change is told in whole percents, and not at all where there was too little before', () => {
  expect(change('112', '100')).toBe(0.12)
  expect(change('100003', '100000')).toBe(0)
  expect(change('88', '100')).toBe(-0.12)
  expect(change('5', '0')).toBeUndefined()
  expect(change('1100', '100')).toBe(10)
  expect(change('1200', '100')).toBeUndefined()
})

test('what is switched off counts neither now nor before', () => {
  const usage = {
    ...withTotals('300', '150'),
    groups: [
      { key: 'a', name: 'A', total: '200.5', previousTotal: '100' },
      { key: 'b', name: 'B', total: '99.5', previousTotal: '50' },
    ],
  }
  expect(viewWith(usage, ['a'])).toMatchObject({ total: '99.5', change: 0.99 })
})

test('a dimension without a value has a name all the same', () => {
  const groups = [
    { key: 'eu', name: '', total: '2', previousTotal: '0' },
    { key: '', name: '', total: '1', previousTotal: '0' },
  ]
  expect(viewWith({ ...placeholder, groups }).series.map(({ name }) => name)).toEqual(['eu', 'Not given'])
})

test('a file has a row for each bar and a column for each group, exactly as the server said', () => {
  const [head, first] = rowsOf(placeholder)
  expect(head).toEqual(['start', 'end', 'Chat', 'Email summaries', 'total'])
  expect(first).toEqual(['2026-11-08T00:00:00.000Z', '2026-11-09T00:00:00.000Z', '31', '0', '31'])
  const previous = { ...placeholder, buckets: placeholder.buckets.slice(1) }
  const compared = rowsOf(placeholder, previous)
  expect(compared[0]?.at(-1)).toBe('total before')
  expect(compared[1]?.at(-1)).toBe(placeholder.buckets[1]?.total)
  expect(compared.at(-1)?.at(-1)).toBe('')
})

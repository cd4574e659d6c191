import { expect, test } from 'vitest'
import { dayAt, instantOf, offsetAt } from './format/time-zone.ts'
import { periodBefore, periodOf } from './period.ts'

const days = { from: '', to: '' }
const now = Date.parse('2026-11-21T15:37:12.345Z')
const zone = 'Europe/Vienna'

test('14 days begin at midnight of the time zone, thirteen days ago', () => {
  expect(periodOf('14d', days, now, zone)).toEqual({ from: '2026-11-07T23:00:00.000Z', bucket: 'day' })
  expect(periodOf('14d', days, now, 'Asia/Kathmandu')?.from).toBe('2026-11-07T18:15:00.000Z')
})

test('across a change of clocks it is still midnight', () => {
  expect(periodOf('30d', days, now, zone)?.from).toBe('2026-10-22T22:00:00.000Z')
})

test('a query stays the same for a while, so that nothing is asked for at every tick', () => {
  for (const range of ['1h', '24h', '14d', '1y'] as const) {
    expect(periodOf(range, days, now + 60_000, zone)).toEqual(periodOf(range, days, now, zone))
  }
})

test('24 hours begin at a full hour, of half-hour time zones too', () => {
  expect(periodOf('24h', days, now, 'Asia/Kolkata')?.from).toBe('2026-11-20T16:30:00.000Z')
})

test('custom days are both included; days the wrong way round are none', () => {
  expect(periodOf('custom', { from: '2026-11-01', to: '2026-11-02' }, now, zone)).toEqual({
    from: '2026-10-31T23:00:00.000Z',
    to: '2026-11-02T23:00:00.000Z',
    bucket: 'hour',
  })
  expect(periodOf('custom', { from: '2026-11-02', to: '2026-11-01' }, now, zone)).toBeUndefined()
  expect(periodOf('custom', days, now, zone)).toBeUndefined()
})

const bucket = (from: string): string | undefined =>
  periodOf('custom', { from, to: '2026-11-21' }, now, zone)?.bucket

test('long custom spans take coarser bars', () => {
  expect([bucket('2025-10-19'), bucket('2024-01-01'), bucket('2020-01-01')]).toEqual(['day', 'week', 'month'])
})

test('the period before is as many whole days, and ends where the period begins', () => {
  const period = periodOf('30d', days, now, zone)
  if (!period) throw new Error('30 days are a period.')
  expect(periodBefore(period, now, zone)).toEqual({
    from: '2026-09-22T22:00:00.000Z',
    to: period.from,
    bucket: 'day',
  })
})

test('time zones: ahead, behind, and none', () => {
  expect(offsetAt(now, 'Asia/Kathmandu')).toBe(20_700_000)
  expect(offsetAt(now, 'America/St_Johns')).toBe(-12_600_000)
  expect(offsetAt(now, 'UTC')).toBe(0)
  expect(instantOf(Date.UTC(2026, 10, 8), zone)).toBe(Date.UTC(2026, 10, 7, 23))
  expect(dayAt(Date.parse('2026-11-21T23:30:00Z'), zone)).toBe('2026-11-22')
})

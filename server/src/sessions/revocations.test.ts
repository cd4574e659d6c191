import type pg from 'pg'
import { expect, test } from 'vitest'
import { Revocations } from './revocations.ts'

test('a reading that is overtaken by a later one does not bring back what that one found revoked', async () => {
  const readings: ((rows: object[]) => void)[] = []
  const query = () => new Promise((resolve) => readings.push((rows) => resolve({ rows })))
  const revocations = new Revocations({ query } as unknown as pg.Pool)
  const slow = revocations.refresh()
  const quick = revocations.refresh()
  readings[1]?.([{ customer: 'ada', session_id: 'revoked', epoch: null }])
  await quick
  readings[0]?.([])
  await slow
  expect(revocations.has({ id: 'revoked', customer: 'ada', epoch: 0 })).toBe(true)
})

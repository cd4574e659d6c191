import { expect, test } from 'vitest'
import { CURSOR_PARTS, readCursor, writeCursor } from './cursors.ts'

test.each([
  ['a day that does not exist', ['2026-02-30T00:00:00.000Z', '1']],
  ['a number that no entry can have', ['2026-02-28T00:00:00.000Z', '9999999999999999999']],
  ['a year that Postgres does not know', ['0000-02-28T00:00:00.000Z', '1']],
  ['too few parts', ['2026-02-28T00:00:00.000Z']],
  ['something else', 'x'],
])('a cursor with %s is refused before it comes to the database', (_, place) => {
  const parts = [CURSOR_PARTS.instant, CURSOR_PARTS.integer]
  const cursor = Buffer.from(JSON.stringify(place)).toString('base64url')
  expect(() => readCursor(cursor, parts)).toThrow('The cursor is not one of this list')
  expect(readCursor(writeCursor(['2026-02-28T00:00:00.000Z', '1']), parts)).toHaveLength(2)
})

import { expect, test } from 'vitest'
import { toCsv } from './file.ts'

const textOf = async (rows: string[][]): Promise<string> => (await toCsv(rows).text()).replace('\uFEFF', '')

test('quotes what has to be quoted, and nothing else', async () => {
  expect(await textOf([['a', 'b, c', 'say "d"', 'e\nf']])).toBe('a,"b, c","say ""d""","e\nf"\r\n')
})

test('a name that a spreadsheet would run as a formula is disarmed; a negative number stays one', async () => {
  expect(await textOf([['=1+1', '@x', '+y', '-z', '-12.5']])).toBe("'=1+1,'@x,'+y,'-z,-12.5\r\n")
})

test('says that it is UTF-8, for spreadsheets', async () => {
  const bytes = new Uint8Array(await toCsv([['ä']]).arrayBuffer())
  expect(Array.from(bytes.slice(0, 3))).toEqual([0xef, 0xbb, 0xbf])
})

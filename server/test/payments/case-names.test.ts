import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const CHECKOUT = join(import.meta.dirname, '../../..')

/** The faults and abuses that a top-up service meets; auto-recharge (F28 to F32, S17) is not built. */
const CASES = [
  ...numbered('F', 1, 27),
  ...numbered('F', 33, 33),
  ...numbered('S', 1, 16),
  ...numbered('S', 18, 18),
]

function numbered(letter: string, from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => `${letter}${from + index}`)
}

function testFiles(): string[] {
  return ['server/src', 'server/test', 'widgets/src', 'sdk-js/src', 'e2e/tests'].flatMap((folder) =>
    readdirSync(join(CHECKOUT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.test.ts'))
      .map((name) => join(CHECKOUT, folder, name)),
  )
}

test('every fault and every abuse has a test that is named after it', () => {
  const text = testFiles()
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n')
  expect(CASES.filter((name) => !new RegExp(`['"\`]${name}: `).test(text))).toEqual([])
})

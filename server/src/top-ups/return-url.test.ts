import { expect, test } from 'vitest'
import { TopUpError } from './errors.ts'
import { buildReturnUrl, withCancelledOrder, withOrder } from './return-url.ts'

const ORIGIN = 'https://app.example.com'

test('a path on the session’s own origin is kept as it is', () => {
  expect(buildReturnUrl(ORIGIN, '/')).toBe(`${ORIGIN}/`)
  expect(buildReturnUrl(ORIGIN, '/account?tab=credits#history')).toBe(`${ORIGIN}/account?tab=credits#history`)
  expect(buildReturnUrl('http://localhost:3000', '/a/b')).toBe('http://localhost:3000/a/b')
})

const REFUSED: string[] = [
  '',
  'account',
  './account',
  'https://evil.example',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '\t//evil.example',
  '/ /evil.example',
  'javascript:alert(1)',
  '@evil.example',
  '.evil.example',
  ':8443/',
  `${ORIGIN}/account`,
  '/\u0000',
  '/\u0085',
  `/${'a'.repeat(1000)}`,
]

test.each(REFUSED)('S8: the return path %j is refused', (path) => {
  expect(() => buildReturnUrl(ORIGIN, path)).toThrow(
    expect.objectContaining({ name: 'TopUpError', code: 'invalid_return_path' }),
  )
})

test.each(['', 'null', 'https://app.example.com/', 'https://app.example.com/path', 'app.example.com'])(
  'S8: the origin %j is refused',
  (origin) => {
    expect(() => buildReturnUrl(origin, '/')).toThrow(TopUpError)
  },
)

test('S8: a path that only looks like an escape stays on the origin', () => {
  for (const path of [
    '/.//evil.example',
    '/..//evil.example',
    '/@evil.example',
    '/https://evil.example',
    '/%2f%2fevil.example',
  ]) {
    expect(new URL(withOrder(buildReturnUrl(ORIGIN, path), 'o1')).origin).toBe(ORIGIN)
  }
})

test('the way back names the order, beside what the host’s path has already', () => {
  expect(withOrder(`${ORIGIN}/account?tab=credits`, 'o1')).toBe(
    `${ORIGIN}/account?tab=credits&credit-top-up=o1`,
  )
  expect(withCancelledOrder(`${ORIGIN}/account`, 'o1')).toBe(
    `${ORIGIN}/account?credit-top-up=o1&credit-top-up-cancelled=true`,
  )
})

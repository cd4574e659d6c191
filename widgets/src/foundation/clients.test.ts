import { expect, onTestFinished, test, vi } from 'vitest'
import { OwnClient } from './clients.ts'

const url = 'https://credits.test'
const never = (): Promise<never> => new Promise(() => undefined)

test('the same base URL and function are the same client, whoever asks', () => {
  expect(new OwnClient().get(url, never)).toBe(new OwnClient().get(url, never))
  expect(new OwnClient().get('https://other.test', never)).not.toBe(new OwnClient().get(url, never))
})

test('a new function at every rendering keeps the client, and is the one that is called', async () => {
  const own = new OwnClient()
  const first = own.get(url, vi.fn(never))
  const latest = vi.fn(never)
  expect(own.get(url, latest)).toBe(first)
  const stop = first?.balance().subscribe(() => undefined)
  onTestFinished(() => {
    stop?.()
    first?.close()
  })
  await expect.poll(() => latest.mock.calls.length).toBe(1)
  expect(new OwnClient().get(url, latest)).toBe(first)
})

test('another customer gets another client', () => {
  const own = new OwnClient()
  expect(own.get(url, never, 'acme')).not.toBe(own.get(url, never, 'globex'))
})

test('nobody to ask is no client', () => {
  expect(new OwnClient().get(url, undefined)).toBeUndefined()
  expect(new OwnClient().get(undefined, never)).toBeUndefined()
})

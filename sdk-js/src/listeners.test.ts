import { expect, onTestFinished, test } from 'vitest'
import { createListeners } from './listeners.ts'

test('a listener that throws is reported, and the others are told all the same', async () => {
  const watchers = process.listeners('unhandledRejection')
  process.removeAllListeners('unhandledRejection')
  onTestFinished(() => {
    for (const watcher of watchers) process.on('unhandledRejection', watcher)
  })
  const reported = new Promise((resolve) => process.once('unhandledRejection', resolve))

  const listeners = createListeners<number>()
  const told: number[] = []
  listeners.add(() => {
    throw new Error('mine')
  })
  listeners.add((value) => told.push(value))
  listeners.tell(1)
  expect(told).toEqual([1])
  expect(await reported).toMatchObject({ message: 'mine' })
})

test('the same function added twice is told twice, and each is removed once', () => {
  const listeners = createListeners<number>()
  const told: number[] = []
  const listener = (value: number): void => void told.push(value)
  const removeFirst = listeners.add(listener)
  const removeSecond = listeners.add(listener)
  listeners.tell(1)
  expect(told).toEqual([1, 1])
  expect(removeFirst()).toBe(true)
  expect(removeFirst()).toBe(false)
  expect(listeners.empty()).toBe(false)
  removeSecond()
  expect(listeners.empty()).toBe(true)
})

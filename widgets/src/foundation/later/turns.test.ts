import { html, render } from 'lit'
import { expect, onTestFinished, test } from 'vitest'
import '../../define/credit-balance.ts'
import { balanceWith } from '../../testing/balance.ts'
import { fakeClient, FakeResource } from '../../testing/fake-client.ts'
import { inTurn } from './turns.ts'

/** Keeps the processor busy. */
function work(milliseconds: number): void {
  const end = performance.now() + milliseconds
  while (performance.now() < end);
}

const nextTask = (): Promise<unknown> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', resolve)
    port1.start()
    port2.postMessage(0)
  })

test('work is done at once while the task is young, and in later tasks and in order where it is not', async () => {
  await nextTask()
  const done: number[] = []
  expect(inTurn(() => void done.push(0))).toBeUndefined()
  work(10)
  for (const each of [1, 2, 3]) {
    void inTurn(() => {
      done.push(each)
      work(10)
    })
  }
  expect(done).toEqual([0])
  let tasks = 0
  while (done.length < 4) {
    const before = done.length
    await nextTask()
    expect(done.length - before).toBeLessThanOrEqual(1)
    tasks++
  }
  expect(done).toEqual([0, 1, 2, 3])
  expect(tasks).toBeGreaterThanOrEqual(3)
})

test('work that fails fails for whoever asked, and holds up nobody', async () => {
  await nextTask()
  void inTurn(() => work(10))
  const failing = inTurn(() => {
    throw new Error('No')
  })
  const done: boolean[] = []
  const following = inTurn(() => void done.push(true))
  await expect(failing).rejects.toThrow('No')
  await following
  expect(done).toEqual([true])
})

test('a hundred balances all show what is new', async () => {
  const resource = new FakeResource(balanceWith())
  const client = fakeClient({ balance: resource })
  const container = document.createElement('div')
  onTestFinished(() => container.remove())
  document.body.append(container)
  const widgets = Array.from(
    { length: 100 },
    () => html`<credit-balance .client=${client} locale="en-US"></credit-balance>`,
  )
  render(html`${widgets}`, container)
  const elements = [...container.querySelectorAll('credit-balance')]
  await expect.poll(() => elements.every(({ whole }) => whole), { timeout: 10_000 }).toBe(true)
  resource.ready(balanceWith({ held: '7' }))
  await expect
    .poll(() => elements.filter(({ shadowRoot }) => shadowRoot?.textContent?.includes('7 held')).length, {
      timeout: 10_000,
    })
    .toBe(100)
})

import type { Check, CreditsClient } from '@creditkit/sdk'
import { html } from 'lit'
import { expect, onTestFinished, test, vi } from 'vitest'
import '../define/credit-gate.ts'
import { expectAccessible } from '../testing/axe.ts'
import { fakeClient, FakeResource } from '../testing/fake-client.ts'
import { mount, settle, textOf } from '../testing/mount.ts'
import type { CreditGate } from './credit-gate.ts'

const open: Check = { allowed: true, cost: '20', available: '32', remaining: '12', missing: '0', seq: '1' }
const short: Check = { allowed: false, cost: '20', available: '12', remaining: '12', missing: '8', seq: '2' }

async function show(
  resource: FakeResource<Check>,
  client = fakeClient({ checkResource: resource }),
): Promise<CreditGate> {
  return mount<CreditGate>(
    html`<credit-gate .client=${client} feature="image" quantity="2" locale="en">
      <button>Draw</button>
    </credit-gate>`,
    'credit-gate',
  )
}

const draw = (gate: CreditGate): HTMLElement => gate.querySelector('button') as HTMLElement

test('asks for the feature and the quantity in the pool in force', async () => {
  const checkResource = vi.fn<CreditsClient['checkResource']>(() => new FakeResource(open))
  const gate = await show(new FakeResource(), fakeClient({ checkResource }))
  expect(checkResource).toHaveBeenLastCalledWith({ feature: 'image', quantity: '2' })
  gate.resource = 'team'
  await settle(gate)
  expect(checkResource).toHaveBeenLastCalledWith({ resource: 'team', feature: 'image', quantity: '2' })
})

test('where there are credits enough, the content is there and nothing else', async () => {
  const gate = await show(new FakeResource(open))
  expect(draw(gate).checkVisibility()).toBe(true)
  expect(textOf(gate)).toBe('')
})

test('where there are not, it says so and offers a top-up in place of the content', async () => {
  const gate = await show(new FakeResource(short))
  expect(draw(gate).checkVisibility()).toBe(false)
  expect(textOf(gate)).toBe('Not enough credits This needs 20. You have 12. Add credits')
  const requested = vi.fn<() => void>()
  gate.addEventListener('credit-top-up-requested', requested)
  gate.shadowRoot?.querySelector('button')?.click()
  expect(requested).toHaveBeenCalledTimes(1)
  await expectAccessible(gate)
})

test('follows live, says when it changes, and keeps the focus', async () => {
  const resource = new FakeResource(open)
  const gate = await show(resource)
  const changes: boolean[] = []
  gate.addEventListener('credit-gate-changed', ({ detail }) => changes.push(detail.allowed))
  draw(gate).focus()
  resource.ready(short)
  await settle(gate)
  expect(gate.shadowRoot?.activeElement?.textContent).toBe('Not enough credits')
  resource.ready(open)
  await settle(gate)
  expect(draw(gate).checkVisibility()).toBe(true)
  expect(changes).toEqual([false, true])
})

test('until it is known, the content is there but cannot be used', async () => {
  const gate = await show(new FakeResource<Check>())
  expect(draw(gate).checkVisibility()).toBe(true)
  draw(gate).focus()
  expect(document.activeElement).not.toBe(draw(gate))
})

test('where nobody can be asked, the content opens as soon as that is clear', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const warn = vi.spyOn(console, 'warn').mockReturnValue()
  onTestFinished(() => {
    vi.useRealTimers()
    warn.mockRestore()
  })
  const gate = await mount<CreditGate>(
    html`<credit-gate feature="image" locale="en"><button>Draw</button></credit-gate>`,
    'credit-gate',
  )
  const usable = (): boolean => !gate.shadowRoot?.querySelector('.content')?.hasAttribute('inert')
  expect(usable()).toBe(false)
  await vi.advanceTimersByTimeAsync(5000)
  await settle(gate)
  expect(usable()).toBe(true)
  // It waits again for whoever comes after all.
  gate.client = fakeClient({ checkResource: new FakeResource<Check>() })
  await settle(gate)
  expect(usable()).toBe(false)
})

test('an answer that cannot be had leaves the content open: the server guards, not the screen', async () => {
  const resource = new FakeResource<Check>()
  const gate = await show(resource)
  resource.fail('network')
  await settle(gate)
  expect(draw(gate).closest('[inert]')).toBeNull()
  expect(gate.shadowRoot?.querySelector('.content')?.hasAttribute('inert')).toBe(false)
})

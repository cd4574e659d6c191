import type { Balance, CreditsClient } from '@creditkit/sdk'
import { html } from 'lit'
import type { TemplateResult } from 'lit'
import { expect, onTestFinished, test } from 'vitest'
import { CreditProvider } from '../credit-provider/credit-provider.ts'
import '../define/credit-provider.ts'
import { fakeClient, FakeResource } from '../testing/fake-client.ts'
import { mount, settle, textOf } from '../testing/mount.ts'
import { ageNote } from './age.ts'
import { CreditElement } from './credit-element.ts'
import { formatFor } from './format/format.ts'
import { ResourceController } from './resource-controller.ts'
import { renderStates } from './states.ts'

class Probe extends CreditElement {
  readonly balance = new ResourceController(this, (client, query) => client.balance(query))

  override render(): TemplateResult {
    return html`${renderStates(this, this.balance, {
      skeleton: () => html`<b>bones</b>`,
      content: ({ available }) => [
        formatFor(this.scope.locale).credits(available),
        ageNote(this, this.balance),
      ],
    })}`
  }
}
customElements.define('x-probe', Probe)

const balanceOf = (available: string): Balance => ({ available }) as Balance
const clientWith = (resource: FakeResource<Balance>): CreditsClient => fakeClient({ balance: resource })

test('an element defined before its provider gets the client when the provider comes', async () => {
  const client = clientWith(new FakeResource(balanceOf('12480')))
  const probe = await mount<Probe>(
    html`<x-late .client=${client} .locale=${'en'}><x-probe></x-probe></x-late>`,
    'x-probe',
  )
  expect(textOf(probe)).toContain('bones')
  customElements.define('x-late', class extends CreditProvider {})
  await settle(probe.closest('x-late') as CreditProvider)
  await settle(probe)
  expect(textOf(probe)).toBe('12,480')
})

test('an element inside other shadow roots finds its provider', async () => {
  const client = clientWith(new FakeResource(balanceOf('5')))
  const outer = await mount(
    html`<credit-provider .client=${client}><div id="outer"></div></credit-provider>`,
    '#outer',
  )
  const probe = document.createElement('x-probe') as Probe
  outer.attachShadow({ mode: 'open' }).append(probe)
  await settle(probe)
  expect(textOf(probe)).toBe('5')
})

test('a removed element listens to nothing, and listens again when it is put back', async () => {
  const resource = new FakeResource(balanceOf('1'))
  const probe = await mount<Probe>(html`<x-probe .client=${clientWith(resource)}></x-probe>`, 'x-probe')
  const parent = probe.parentElement as HTMLElement
  expect(resource.subscribers).toBe(1)
  probe.remove()
  expect(resource.subscribers).toBe(0)
  parent.append(probe)
  await settle(probe)
  expect(resource.subscribers).toBe(1)
})

test('another client replaces the former one', async () => {
  const [first, second] = [new FakeResource(balanceOf('1')), new FakeResource(balanceOf('2'))]
  const probe = await mount<Probe>(html`<x-probe .client=${clientWith(first)}></x-probe>`, 'x-probe')
  probe.client = clientWith(second)
  await settle(probe)
  expect([first.subscribers, second.subscribers, textOf(probe)]).toEqual([0, 1, '2'])
})

test('an error is shown with a way to retry, once dispatched, and can be taken over', async () => {
  const resource = new FakeResource<Balance>()
  const probe = await mount<Probe>(html`<x-probe .client=${clientWith(resource)}></x-probe>`, 'x-probe')
  const codes: string[] = []
  probe.addEventListener('credit-error', ({ detail }) => codes.push(detail.code))
  resource.fail('network')
  await settle(probe)
  expect(textOf(probe)).toBe(
    'We cannot be reached just now. Check your connection, or try again in a moment. Try again',
  )
  probe.shadowRoot?.querySelector('button')?.click()
  expect(resource.refreshed).toBe(1)
  expect(codes).toEqual(['network'])
  probe.addEventListener('credit-error', (event) => event.preventDefault())
  resource.fail('internal_error')
  await settle(probe)
  expect(textOf(probe)).toContain('bones')
})

test('figures that are out of date stay, with their age', async () => {
  const resource = new FakeResource(balanceOf('7'))
  const probe = await mount<Probe>(html`<x-probe .client=${clientWith(resource)}></x-probe>`, 'x-probe')
  resource.fail('network')
  await settle(probe)
  expect(textOf(probe)).toMatch(/^7 ?Not up to date\. As of .+\.$/)
})

test('Arabic is loaded when it is needed, and a provider may replace a part of it', async () => {
  const resource = new FakeResource<Balance>()
  resource.fail('network')
  const probe = await mount<Probe>(
    html`<div lang="ar-EG">
      <x-probe .client=${clientWith(resource)} .messages=${{ common: { tryAgain: '!' } }}></x-probe>
    </div>`,
    'x-probe',
  )
  await expect
    .poll(() => textOf(probe))
    .toBe('تعذّر الوصول إلينا الآن. تحقّق من اتصالك أو حاول مرة أخرى بعد لحظات. !')
})

test('when the page changes its language, so does every element', async () => {
  const { lang } = document.documentElement
  onTestFinished(() => void (document.documentElement.lang = lang))
  document.documentElement.lang = 'en-US'
  const probe = await mount<Probe>(
    html`<x-probe .client=${clientWith(new FakeResource(balanceOf('1234.5')))}></x-probe>`,
    'x-probe',
  )
  expect(textOf(probe)).toBe('1,234.5')
  document.documentElement.lang = 'de'
  await expect.poll(() => textOf(probe)).toBe('1.234,5')
})

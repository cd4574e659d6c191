import { html } from 'lit'
import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import '../define/credit-balance.ts'
import type { CreditBalance } from '../credit-balance/credit-balance.ts'
import { expectAccessible } from '../testing/axe.ts'
import { balanceWith } from '../testing/balance.ts'
import { fakeClient, FakeResource } from '../testing/fake-client.ts'
import { mount } from '../testing/mount.ts'
import { TopUpPage } from './testing.ts'

async function addButton(): Promise<HTMLElement> {
  const client = fakeClient({ balance: new FakeResource(balanceWith()) })
  const balance = await mount<CreditBalance>(
    html`<credit-balance .client=${client} locale="en"></credit-balance>`,
    'credit-balance',
  )
  const add = (): Element | null | undefined => balance.shadowRoot?.querySelector('button.add')
  // The skeleton's own cannot be pressed.
  await expect.poll(() => add()?.closest('[inert]')).toBe(null)
  return add() as HTMLElement
}

const isOpen = (page: TopUpPage): boolean => (page.one('dialog') as HTMLDialogElement).open

test('Add credits anywhere on the page opens the dialog; Escape closes it, and the focus goes back', async () => {
  const add = await addButton()
  const page = await TopUpPage.open({ mode: 'dialog' })
  expect(isOpen(page)).toBe(false)
  await userEvent.click(add)
  await expect.poll(() => isOpen(page)).toBe(true)
  await expectAccessible(page.element)
  await userEvent.keyboard('{Escape}')
  await expect.poll(() => isOpen(page)).toBe(false)
  expect((add.getRootNode() as ShadowRoot).activeElement).toBe(add)
})

test('only the first of several opens', async () => {
  const add = await addButton()
  const [first, second] = [await TopUpPage.open({ mode: 'dialog' }), await TopUpPage.open({ mode: 'dialog' })]
  await userEvent.click(add)
  await expect.poll(() => isOpen(first)).toBe(true)
  expect(isOpen(second)).toBe(false)
})

test('a host that prevents the request, even on the window, does its own thing', async () => {
  const add = await addButton()
  const page = await TopUpPage.open({ mode: 'dialog' })
  addEventListener('credit-top-up-requested', (event) => event.preventDefault(), { once: true })
  await userEvent.click(add)
  expect(isOpen(page)).toBe(false)
})

test('a section is scrolled to, and takes the focus', async () => {
  const add = await addButton()
  const page = await TopUpPage.open()
  await userEvent.click(add)
  await expect.poll(() => page.element.shadowRoot?.activeElement).toBe(page.one('input:checked'))
})

test('the close button and a click beside the card close it', async () => {
  const page = await TopUpPage.open({ mode: 'dialog' })
  page.element.show()
  page.one('.close').click()
  expect(isOpen(page)).toBe(false)
  page.element.show()
  page.one('dialog').click()
  expect(isOpen(page)).toBe(false)
})

/** The file for a script tag with all elements, as it is packed, in a real browser. */
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { placeholder as entries } from './credit-statement/placeholder.ts'
import { balanceWith } from './testing/balance.ts'
import { json, servePacked, type Packed } from './testing/packed.ts'

let packed: Packed

beforeAll(async () => {
  packed = await servePacked(
    'src/all.ts',
    `<credit-provider base-url="http://127.0.0.1"><credit-balance></credit-balance><credit-statement></credit-statement></credit-provider>`,
    { balance: json(() => balanceWith()), statement: json(() => ({ data: entries, nextCursor: null })) },
  )
}, 60_000)

afterAll(() => packed.close())

async function open(): Promise<Page> {
  const page = await packed.open()
  await page.locator('credit-balance [part=meter]').waitFor()
  await page.locator('credit-statement .actions').waitFor()
  return page
}

test('one file defines every element, and beside its first figures comes only what all of them need', async () => {
  packed.asked.length = 0
  const page = await open()
  const names = await page.evaluate(() =>
    ['alert', 'balance', 'cost', 'gate', 'grants', 'provider', 'statement', 'top-up', 'usage'].filter(
      (name) => !customElements.get(`credit-${name}`),
    ),
  )
  expect(names).toEqual([])
  expect(await page.locator('credit-balance .number').textContent()).toBe('12,480')
  // The page's own script comes on a line of its own, before or after any of ours.
  const scripts = (): string[] => packed.asked.filter((path) => path.endsWith('.js') && path !== '/host.js')
  expect(packed.asked).toContain('/host.js')
  expect(scripts()[0]).toBe('/creditkit.js')
  // They may still be on their way when the figures are there.
  await expect
    .poll(() => scripts().slice(1).toSorted(), { timeout: 10_000 })
    .toEqual(['/balance-body.js', '/besides.js', '/upkeep.js'])
  expect(await page.evaluate('violations')).toEqual([])
  await page.close()
})

test('printing is fetched when somebody prints; where it does not come, that is said, and works later', async () => {
  const page = await open()
  await page.evaluate(() => {
    document.body.append = (frame) => {
      document.body.prepend(frame ?? '')
      if (frame instanceof HTMLIFrameElement && frame.contentWindow) {
        frame.contentWindow.print = () => {
          document.title = `Printed ${frame.contentDocument?.querySelectorAll('tbody tr').length}`
        }
      }
    }
  })
  packed.missing.add('/statement-details.js')
  await page.getByRole('button', { name: 'Print' }).click()
  await page
    .getByRole('alert')
    .filter({ hasText: 'We cannot be reached just now. Check your connection, or try again in a moment.' })
    .waitFor()
  packed.missing.clear()
  await page.getByRole('button', { name: 'Print' }).click()
  await expect.poll(() => page.title()).toBe(`Printed ${entries.length}`)
  expect(await page.getByRole('alert').count()).toBe(0)
  expect(await page.evaluate('violations')).toEqual([])
  await page.close()
})

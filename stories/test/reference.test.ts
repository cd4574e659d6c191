/** Every widget's page opens, and tells all that its manifest tells. */
import manifest from '@creditkit/widgets/custom-elements.json' with { type: 'json' }
import { expect, test } from 'vitest'
import { storybookPages } from './open.ts'

interface Element {
  tagName: string
  attributes?: { name: string }[]
  events?: { name: string }[]
  slots?: { name: string }[]
  cssParts?: { name: string }[]
  cssProperties?: { name: string }[]
}

const elements = manifest.modules
  .flatMap(({ declarations }): object[] => declarations)
  .filter((declaration): declaration is Element => 'tagName' in declaration)

/** `credit-top-up` is the page `widgets-top-up--docs`. */
const pageOf = (tagName: string): string => `widgets-${tagName.replace('credit-', '')}--docs`

const pages = storybookPages()

test('there is an element to look at', () => {
  expect(elements.map(({ tagName }) => tagName)).toContain('credit-provider')
})

test.each(elements)('the page of <$tagName> tells all of it, and nothing of its inside', async (element) => {
  const page = await pages.open()
  const wrong: string[] = []
  page.on('pageerror', (error) => wrong.push(String(error)))
  page.on('console', (message) => {
    // Some stories are about servers that fail: the browser says so itself.
    const expected = message.text().startsWith('Failed to load resource')
    if (message.type() === 'error' && !expected) wrong.push(message.text())
  })
  await page.goto(`/iframe.html?viewMode=docs&id=${pageOf(element.tagName)}`)
  const table = page.locator('.docblock-argstable')
  await table.waitFor()
  const told = await table
    .locator('tbody tr:not([title])')
    .evaluateAll((rows) => rows.map((row) => row.querySelector('td')?.textContent.trim()))

  const { attributes = [], events = [], slots = [], cssParts = [], cssProperties = [] } = element
  const all = [...attributes, ...events, ...slots, ...cssParts, ...cssProperties]
  // Storybook has no line for the slot without a name; it stands in the description.
  const names = all.map(({ name }) => name).filter((name) => name !== '')
  expect(told).toEqual(expect.arrayContaining(names))
  for (const inside of ['scope', 'version', 'reportError']) expect(told).not.toContain(inside)
  expect(wrong).toEqual([])
})

/** Every guide opens, its links lead somewhere, and its lists have all that there is. */
import manifest from '@creditkit/widgets/custom-elements.json' with { type: 'json' }
import { chartColors, colors, lengths } from '@creditkit/widgets/tokens'
import { expect, test } from 'vitest'
import { storybookPages } from './open.ts'

interface Element {
  tagName: string
  events?: { name: string }[]
  cssParts?: { name: string }[]
}

const elements = manifest.modules
  .flatMap(({ declarations }): object[] => declarations)
  .filter((declaration): declaration is Element => 'tagName' in declaration)

const GUIDES = [
  'start-here--docs',
  'script-tag--docs',
  'on-a-server--docs',
  'content-security-policy--docs',
  'events--docs',
  'tokens-and-parts--docs',
  'without-widgets--guide',
]

const pages = storybookPages()

test.each(GUIDES)(
  'the guide %s opens, narrow too, and its links lead to pages that are there',
  async (guide) => {
    const page = await pages.open()
    const wrong: string[] = []
    page.on('pageerror', (error) => wrong.push(String(error)))
    await page.setViewportSize({ width: 360, height: 800 })
    await page.goto(`/iframe.html?viewMode=docs&id=guides-${guide}`)
    await page.locator('.sbdocs-content h1').waitFor()
    // What is wide scrolls by itself.
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)

    const links = await page
      .locator('.sbdocs-content a[href*="?path=/docs/"]')
      .evaluateAll((all) =>
        all.map((link) => new URLSearchParams(link.getAttribute('href') ?? '').get('path')),
      )
    const { entries } = (await (await page.request.get('/index.json')).json()) as { entries: object }
    expect(Object.keys(entries)).toEqual(
      expect.arrayContaining(links.map((path) => path?.replace('/docs/', '') ?? 'nowhere')),
    )
    expect(wrong).toEqual([])
  },
)

test('a link between guides leads there in Storybook, and one to an element to its page', async () => {
  const page = await pages.open('/?path=/docs/guides-start-here--docs')
  const guide = page.frameLocator('#storybook-preview-iframe').locator('.sbdocs-content')
  await guide.getByRole('link', { name: 'Events' }).click()
  await page.waitForURL(/\?path=\/docs\/guides-events--docs/)
  await guide.getByRole('link', { name: '<credit-gate>' }).first().click()
  await page.waitForURL(/\?path=\/docs\/widgets-gate--docs/)
})

test('the list of events has each event of each element', async () => {
  const page = await pages.open('/iframe.html?viewMode=docs&id=guides-events--docs')
  const told = page.locator('.sbdocs-content section')
  await told.first().waitFor()
  const sections = await told.evaluateAll((all) => all.map((section) => section.textContent))
  for (const { tagName, events = [] } of elements) {
    for (const { name } of events) {
      expect(
        sections.some((text) => text.startsWith(name) && text.includes(`<${tagName}>`)),
        name,
      ).toBe(true)
    }
  }
})

test('the lists of tokens and parts have each of them', async () => {
  const page = await pages.open('/iframe.html?viewMode=docs&id=guides-tokens-and-parts--docs')
  await page.locator('.sbdocs-content tbody').first().waitFor()
  const rows = await page
    .locator('.sbdocs-content tbody tr')
    .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent).join(' ')))
  for (const token of Object.keys({ ...colors, ...chartColors, ...lengths })) {
    expect(
      rows.some((row) => row.includes(`--credit-${token}`)),
      token,
    ).toBe(true)
  }
  for (const { tagName, cssParts = [] } of elements) {
    for (const { name } of cssParts) {
      expect(
        rows.some((row) => row.includes(`<${tagName}> ::part(${name})`)),
        `${tagName} ${name}`,
      ).toBe(true)
    }
  }
})

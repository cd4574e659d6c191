/** The theming lab's panel, as somebody who makes a theme uses it. */
import type { FrameLocator, Locator, Page } from 'playwright'
import { expect, test } from 'vitest'
import { storybookPages } from './open.ts'

const STORY = 'widgets-balance--ready'
const GREEN = '#006644'
const css = `:root {\n  --credit-accent: light-dark(${GREEN}, #8b85ff);\n}\n`

const pages = storybookPages()

test('a colour changes the widget, and link and CSS make the same theme elsewhere', async () => {
  const page = await openLab(`/?path=/story/${STORY}`)
  const before = await colorOf(preview(page))
  await choose(page, 'Accent, light', GREEN)
  await expect.poll(() => colorOf(preview(page))).toBe('rgb(0, 102, 68)')
  expect(before).not.toBe('rgb(0, 102, 68)')

  await page.getByRole('button', { name: 'Copy link' }).click()
  await page.getByText('Link copied.').waitFor()
  const link = await copied(page)
  await page.getByRole('button', { name: 'Copy CSS' }).click()
  await page.getByText('CSS copied.').waitFor()
  expect(await copied(page)).toBe(css)

  const shared = await openLab(link)
  const accent = shared.getByLabel('Accent, light', { exact: true })
  await expect.poll(() => accent.inputValue()).toBe(GREEN)
  await expect.poll(() => colorOf(preview(shared))).toBe('rgb(0, 102, 68)')

  const host = await pages.open(`/iframe.html?viewMode=story&id=${STORY}`)
  await host.addStyleTag({ content: css })
  await expect.poll(() => colorOf(host)).toBe('rgb(0, 102, 68)')
})

test('a colour that is hard to read is warned about, and Reset puts it right', async () => {
  const page = await openLab(`/?path=/story/${STORY}`)
  const warnings = page.getByRole('list', { name: 'Contrast warnings' })
  expect(await warnings.count()).toBe(0)
  await choose(page, 'Text, light', '#dddddd')
  await warnings.getByText('light: text on surface has 1.36:1, and people need 4.5:1.').waitFor()
  await page.getByRole('button', { name: 'Reset' }).click()
  await warnings.waitFor({ state: 'detached' })
  await expect.poll(() => page.getByLabel('Text, light', { exact: true }).inputValue()).not.toBe('#dddddd')
})

async function openLab(path: string): Promise<Page> {
  const page = await pages.open(path)
  await page.getByRole('tab', { name: 'Theme' }).click()
  await page.getByLabel('Accent, light', { exact: true }).waitFor()
  // Storybook forgets what is chosen before the story stands.
  await mainButton(preview(page)).waitFor()
  return page
}

function preview(page: Page): FrameLocator {
  return page.frameLocator('#storybook-preview-iframe')
}

function mainButton(where: Page | FrameLocator): Locator {
  return where.getByRole('button', { name: 'Add credits' })
}

function colorOf(where: Page | FrameLocator): Promise<string> {
  return mainButton(where).evaluate((button) => getComputedStyle(button).backgroundColor)
}

async function choose(page: Page, label: string, color: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).fill(color)
}

function copied(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText())
}

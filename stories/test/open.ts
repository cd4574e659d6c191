import { chromium, type Browser, type Page } from 'playwright'
import { afterAll, beforeAll, beforeEach, inject } from 'vitest'
import { chromiumOptions } from '../chromium.ts'

/** Pages of the built Storybook, fresh ones for each test. `path` is what follows its address; without it, a blank page. */
export function storybookPages(): { open: (path?: string) => Promise<Page> } {
  const storybook = inject('storybook')
  let browser: Browser
  let open: (path?: string) => Promise<Page>

  beforeAll(async () => {
    browser = await chromium.launch(chromiumOptions)
  })
  beforeEach(async () => {
    const context = await browser.newContext({
      baseURL: storybook,
      reducedMotion: 'reduce',
      viewport: { width: 1280, height: 1000 },
      permissions: ['clipboard-read', 'clipboard-write'],
    })
    open = async (path) => {
      const page = await context.newPage()
      if (path !== undefined) await page.goto(path)
      return page
    }
    return () => context.close()
  })
  afterAll(() => browser.close())

  return { open: (path) => open(path) }
}

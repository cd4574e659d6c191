/** As with Windows' contrast themes, which put their own colours in place of a page's. */
import { expect, test } from 'vitest'
import { storybookPages } from './open.ts'

const pages = storybookPages()

test.each(['pages-account--loading', 'widgets-cost--loading'])(
  'what stands in for figures that are not there yet can be read by nobody: %s',
  async (story) => {
    const page = await pages.open()
    await page.emulateMedia({ forcedColors: 'active' })
    await page.goto(`/iframe.html?viewMode=story&id=${story}`)
    const bones = page.locator('.bones *')
    await bones.first().waitFor({ state: 'attached' })
    const colors = await bones.evaluateAll((all) => all.map((bone) => getComputedStyle(bone).color))
    expect(new Set(colors)).toEqual(new Set(['rgba(0, 0, 0, 0)']))
  },
)

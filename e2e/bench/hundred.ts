/** A page of a hundred balances while the balance changes ten times a second. */
import type { Browser } from '@playwright/test'
import { FIGURE, type Host } from './host.ts'

const WIDGETS = 100
const CHANGES_PER_SECOND = 10

export interface Hundred {
  /** How many tasks were longer than 50 ms. */
  longTasks: number
  /** In ms; 0 where there was no long one. */
  longest: number
  /** Frames a second. */
  frames: number
  shift: number
}

export async function measureHundred(
  browser: Browser,
  host: Host,
  { slowdown, seconds }: { slowdown: number; seconds: number },
): Promise<Hundred> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, locale: 'en-US' })
  try {
    await page.goto(host.address('hundred'))
    await page.evaluate(`import('/hundred.js')`)
    await page.locator('credit-balance', { hasText: FIGURE }).nth(WIDGETS - 1).waitFor()
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
    const changes = setInterval(() => host.change(), 1000 / CHANGES_PER_SECOND)
    try {
      return await page.evaluate(watch, seconds)
    } finally {
      clearInterval(changes)
    }
  } finally {
    await page.close()
  }
}

/** Runs in the page. */
async function watch(seconds: number): Promise<Hundred> {
  const tasks: number[] = []
  let shift = 0
  let frames = 0
  let over = false
  new PerformanceObserver((list) => {
    tasks.push(...list.getEntries().map(({ duration }) => duration))
  }).observe({ type: 'longtask' })
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) shift += (entry as PerformanceEntry & { value: number }).value
  }).observe({ type: 'layout-shift' })
  const count = (): void => {
    frames++
    if (!over) requestAnimationFrame(count)
  }
  requestAnimationFrame(count)
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
  over = true
  return { longTasks: tasks.length, longest: Math.max(0, ...tasks), frames: frames / seconds, shift }
}

/** How soon a balance is on the screen of somebody who opens the page over a line of their own. */
import type { Browser } from '@playwright/test'
import type { PageName } from './bundle.ts'
import { FIGURE, type Host } from './host.ts'

export interface Line {
  /** From each request to the first of its answer, in ms. */
  latency: number
  /** Down, in bytes a second. */
  throughput: number
}

/** From the start of the navigation, in ms. */
export interface Opening {
  /** The first paint: the skeleton. */
  skeleton: number
  /** Until the balance has answered. */
  answered: number
  /** Until the figures are there. */
  figures: number
}

/** Page, modules, session and balance come over the same line, and nothing is in a cache. */
export async function measureOpening(
  browser: Browser,
  host: Host,
  name: PageName,
  { line, slowdown }: { line: Line; slowdown: number },
): Promise<Opening> {
  const page = await browser.newPage({ viewport: { width: 800, height: 900 }, locale: 'en-US' })
  try {
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('Network.enable')
    await devtools.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: line.latency,
      downloadThroughput: line.throughput,
      uploadThroughput: line.throughput,
    })
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
    await page.goto(`${host.address(name)}?run`, { waitUntil: 'commit' })
    return await page.evaluate(watch, FIGURE)
  } finally {
    await page.close()
  }
}

/** Runs in the page. */
async function watch(figure: string): Promise<Opening> {
  const textIn = (root: ParentNode): string =>
    [...root.querySelectorAll('*')]
      .map(({ shadowRoot }) => (shadowRoot ? textIn(shadowRoot) : ''))
      .join(root.textContent ?? '')
  // The number itself is the page's to write: one of the legend is the server's alone.
  while (!document.body || !textIn(document.body).includes(figure)) {
    // oxlint-disable-next-line no-await-in-loop -- one look at each frame
    await new Promise(requestAnimationFrame)
  }
  // The frame after the one that was painted with it.
  await new Promise(requestAnimationFrame)
  const figures = performance.now()
  const answers = performance.getEntriesByType('resource') as PerformanceResourceTiming[]
  const answer = answers.find((entry) => entry.name.includes('/v1/me/balance'))
  const [paint] = performance.getEntriesByName('first-paint')
  return { skeleton: paint?.startTime ?? 0, answered: answer?.responseEnd ?? 0, figures }
}

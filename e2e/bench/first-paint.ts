/** How soon a balance is on the screen, and what that costs the processor. */
import type { Browser, CDPSession } from '@playwright/test'
import { FIGURE, type Host } from './host.ts'
import type { PageName } from './bundle.ts'

/** All in ms, but for the shift. */
export interface FirstPaint {
  /** From the start of the module, which is loaded, to the first paint: its skeleton. */
  skeleton: number
  /** From the answer's arrival to the frame that shows the figures. */
  figures: number
  /** Time of the processor, so that what else the machine does is left out. */
  scripting: number
  /** Style and layout, the same. */
  layout: number
  /** All that the page's main thread did, the same. */
  all: number
  /** Cumulative layout shift. */
  shift: number
}

export async function measureFirstPaint(
  browser: Browser,
  host: Host,
  name: PageName,
  slowdown: number,
): Promise<FirstPaint> {
  const page = await browser.newPage({ viewport: { width: 800, height: 900 }, locale: 'en-US' })
  try {
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
    await page.goto(host.address(name))
    const before = await durations(devtools)
    const seen = await page.evaluate(watch, { module: `/${name}.js`, figure: FIGURE })
    const after = await durations(devtools)
    return {
      ...seen,
      scripting: after.scripting - before.scripting,
      layout: after.layout - before.layout,
      all: after.all - before.all,
    }
  } finally {
    await page.close()
  }
}

/** Runs in the page. */
async function watch({
  module,
  figure,
}: {
  module: string
  figure: string
}): Promise<Pick<FirstPaint, 'skeleton' | 'figures' | 'shift'>> {
  let shift = 0
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) shift += (entry as PerformanceEntry & { value: number }).value
  }).observe({ type: 'layout-shift', buffered: true })
  const painted = new Promise<number>((resolve) => {
    new PerformanceObserver((list) => {
      const [entry] = list.getEntriesByName('first-paint')
      if (entry) resolve(entry.startTime)
    }).observe({ type: 'paint', buffered: true })
  })
  const textIn = (root: ParentNode): string =>
    [...root.querySelectorAll('*')]
      .map(({ shadowRoot }) => (shadowRoot ? textIn(shadowRoot) : ''))
      .join(root.textContent ?? '')

  const start = performance.now()
  await import(module)
  while (!textIn(document.body).includes(figure)) {
    // oxlint-disable-next-line no-await-in-loop -- one look at each frame
    await new Promise(requestAnimationFrame)
  }
  // The frame after the one that was painted with it.
  await new Promise(requestAnimationFrame)
  const shown = performance.now()
  const [answer] = performance
    .getEntriesByType('resource')
    .filter((entry) => entry.name.includes('/v1/me/balance')) as PerformanceResourceTiming[]
  const arrived = answer?.responseEnd ?? 0
  const skeleton = (await painted) - start
  // Late shifts count too.
  await new Promise((resolve) => setTimeout(resolve, 500))
  return { skeleton, figures: shown - arrived, shift }
}

async function durations(devtools: CDPSession): Promise<Pick<FirstPaint, 'scripting' | 'layout' | 'all'>> {
  const { metrics } = await devtools.send('Performance.getMetrics')
  const of = (wanted: string): number => (metrics.find(({ name }) => name === wanted)?.value ?? 0) * 1000
  return {
    scripting: of('ScriptDuration'),
    layout: of('LayoutDuration') + of('RecalcStyleDuration'),
    all: of('TaskDuration'),
  }
}

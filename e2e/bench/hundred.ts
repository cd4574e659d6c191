/** A page of a hundred balances while the balance changes ten times a second. */
import type { Browser, CDPSession } from '@playwright/test'
import { FIGURE, type Host } from './host.ts'

const WIDGETS = 100
const CHANGES_PER_SECOND = 10

/** From here on a task is long, in ms. */
const LONG = 50

export interface Hundred {
  /** How many tasks were long, as a person at this machine would feel them. */
  longTasks: number
  /** How many were long by the time of the processor alone, without waiting for other programs. */
  longOnProcessor: number
  /** The longest of those, in ms. */
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
    await page
      .locator('credit-balance', { hasText: FIGURE })
      .nth(WIDGETS - 1)
      .waitFor()
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
    const tasks = await traceTasks(devtools)
    const changes = setInterval(() => host.change(), 1000 / CHANGES_PER_SECOND)
    const seen = await page.evaluate(watch, seconds).finally(() => clearInterval(changes))
    const onProcessor = await tasks()
    return {
      ...seen,
      longOnProcessor: onProcessor.filter((duration) => duration > LONG).length,
      longest: Math.max(0, ...onProcessor),
    }
  } finally {
    await page.close()
  }
}

/** Runs in the page. */
async function watch(seconds: number): Promise<Pick<Hundred, 'longTasks' | 'frames' | 'shift'>> {
  let longTasks = 0
  let shift = 0
  let frames = 0
  let over = false
  new PerformanceObserver((list) => {
    longTasks += list.getEntries().length
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
  return { longTasks, frames: frames / seconds, shift }
}

interface TraceEvent {
  name: string
  pid: number
  tid: number
  /** Time of the processor, in microseconds. */
  tdur?: number
  args: { name?: string }
}

/** Starts tracing; what it returns stops it and gives the tasks of the pages' main threads, in ms of the processor. */
async function traceTasks(devtools: CDPSession): Promise<() => Promise<number[]>> {
  const events: TraceEvent[] = []
  devtools.on('Tracing.dataCollected', ({ value }) => void events.push(...(value as unknown as TraceEvent[])))
  await devtools.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['disabled-by-default-devtools.timeline', '__metadata'] },
  })
  return async () => {
    const complete = new Promise((resolve) => devtools.once('Tracing.tracingComplete', resolve))
    await devtools.send('Tracing.end')
    await complete
    const threads = events
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`)
    return events
      .filter(({ name, pid, tid }) => name === 'RunTask' && threads.includes(`${pid} ${tid}`))
      .map(({ tdur = 0 }) => tdur / 1000)
  }
}

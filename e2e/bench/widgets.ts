/**
 * How quick the widgets are in Chromium, on a processor slowed four times, beside a React widget that shows the
 * same. Prints medians; read the ratios, both sides of which come from the same run.
 *
 *     pnpm bench:widgets --rounds 9 --seconds 5
 */
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { chromium } from '@playwright/test'
import { offerHelp } from '../../server/bench/offer-help.ts'
import { measureFirstPaint, type FirstPaint } from './first-paint.ts'
import { Host, UNHURRIED } from './host.ts'
import { measureHundred, type Hundred } from './hundred.ts'
import { measureOpening, type Line, type Opening } from './line.ts'

const SLOWDOWN = 4
/** One that is good, and one as of a telephone far from its mast. */
const LINES: Record<string, Line> = {
  '40 ms, 10 Mbit/s': { latency: 40, throughput: 1_250_000 },
  '150 ms, 1.6 Mbit/s': { latency: 150, throughput: 200_000 },
}
/** A server that is quick, so that nothing hides behind its work. In ms. */
const QUICK = 10
const DEBIANS = '/usr/bin/chromium'

offerHelp('npm run bench:widgets -- [--rounds 9] [--seconds 5]')

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '9' },
    seconds: { type: 'string', default: '5' },
  },
})
const rounds = Number(values.rounds)
const seconds = Number(values.seconds)

const executablePath = process.env['CHROMIUM_PATH'] ?? (existsSync(DEBIANS) ? DEBIANS : undefined)
const host = await Host.start()
const browser = await chromium.launch({
  ...(executablePath && { executablePath }),
  args: ['--no-sandbox', '--disable-background-networking'],
})
try {
  print('balance on a fresh page, processor slowed four times', ['creditkit', 'React', 'ratio'])
  const { balance, 'react-balance': react } = host.bundles
  row('bundle, bytes gzipped', [balance.size, react.size, balance.size / react.size])
  const ours: FirstPaint[] = []
  const theirs: FirstPaint[] = []
  // By turns, so that what else the machine does falls on both alike. The first round warms it up.
  for (let round = 0; round <= rounds; round++) {
    /* oxlint-disable no-await-in-loop -- one measurement at a time */
    const one = await measureFirstPaint(browser, host, 'balance', SLOWDOWN)
    const other = await measureFirstPaint(browser, host, 'react-balance', SLOWDOWN)
    /* oxlint-enable no-await-in-loop */
    if (round) {
      ours.push(one)
      theirs.push(other)
    }
  }
  compare('module run to first paint, ms', ours, theirs, 'skeleton')
  compare('answer to figures on the screen, ms', ours, theirs, 'figures')
  compare('scripting, ms of the processor', ours, theirs, 'scripting')
  compare('style and layout, ms of the processor', ours, theirs, 'layout')
  compare('all on the main thread, ms of the processor', ours, theirs, 'all')
  row('layout shift, the worst of all', [worst(ours, 'shift'), worst(theirs, 'shift')])

  for (const [name, line] of Object.entries(LINES)) {
    print(`balance on a page opened over ${name}`, ['creditkit', 'React', 'ratio'])
    host.answerAfter = QUICK
    const opened: Record<string, Opening[]> = { balance: [], 'react-balance': [] }
    for (let round = 0; round <= rounds; round++) {
      for (const page of ['balance', 'react-balance'] as const) {
        // oxlint-disable-next-line no-await-in-loop -- one measurement at a time
        const one = await measureOpening(browser, host, page, { line, slowdown: SLOWDOWN })
        if (round) opened[page]?.push(one)
      }
    }
    const { balance: mine = [], 'react-balance': other = [] } = opened
    compare('navigation to skeleton, ms', mine, other, 'skeleton')
    compare('navigation to answer, ms', mine, other, 'answered')
    compare('navigation to figures, ms', mine, other, 'figures')
  }
  host.answerAfter = UNHURRIED

  for (const slowdown of [1, SLOWDOWN]) {
    print(`100 balances, 10 changes a second, processor slowed ${slowdown} times`, [])
    const all: Hundred[] = []
    for (let round = 0; round < Math.min(rounds, 3); round++) {
      // oxlint-disable-next-line no-await-in-loop -- one measurement at a time
      all.push(await measureHundred(browser, host, { slowdown, seconds }))
    }
    row(
      'tasks over 50 ms, in each round',
      all.map(({ longTasks }) => longTasks),
    )
    row(
      'the same by time of the processor',
      all.map(({ longOnProcessor }) => longOnProcessor),
    )
    row(
      'the longest, ms of the processor',
      all.map(({ longest }) => longest),
    )
    row(
      'frames a second',
      all.map(({ frames }) => frames),
    )
    row(
      'layout shift',
      all.map(({ shift }) => shift),
    )
  }
} finally {
  await browser.close()
  await host.stop()
}

function compare<Key extends string>(
  name: string,
  ours: Record<Key, number>[],
  theirs: Record<Key, number>[],
  key: Key,
): void {
  const [one, other] = [ours, theirs].map((all) => median(all.map((each) => each[key])))
  if (one !== undefined && other !== undefined) row(name, [one, other, one / other])
}

function median(numbers: number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

function worst(all: FirstPaint[], key: keyof FirstPaint): number {
  return Math.max(...all.map((each) => each[key]))
}

function print(title: string, columns: string[]): void {
  process.stdout.write(`\n${title.padEnd(60)}${columns.map((each) => each.padStart(12)).join('')}\n`)
}

function row(name: string, numbers: number[]): void {
  const shown = numbers.map((each) => (each < 10 ? Number(each.toFixed(3)) : Math.round(each)).toString())
  process.stdout.write(`${name.padEnd(60)}${shown.map((each) => each.padStart(12)).join('')}\n`)
}

import type { Run } from './measure.ts'
import { median } from './measure.ts'
import type { WorkName } from './works.ts'

export type Runs = ReadonlyMap<WorkName, readonly Run[]>

/** One line of the table: what was measured, what was wanted, what came out. */
export interface Line {
  readonly work: string
  readonly atLeast: number
  readonly aim: number
  readonly measured: number
  /** Whether a smaller figure is the better one. */
  readonly lessIsBetter: boolean
}

const RATE = (run: Run): number => run.rate
const P99 = (run: Run): number => run.p99
const MEDIAN = (run: Run): number => run.median

/** Of each round the ratio, of the rounds the median. */
function ratio(runs: Runs, work: WorkName, to: WorkName, of: (run: Run) => number, others = runs): number {
  const beside = others.get(to) ?? []
  return median((runs.get(work) ?? []).map((run, round) => of(run) / of(beside[round] ?? run)))
}

function more(work: string, atLeast: number, aim: number, measured: number): Line {
  return { work, atLeast, aim, measured, lessIsBetter: false }
}

function less(work: string, atLeast: number, aim: number, measured: number): Line {
  return { work, atLeast, aim, measured, lessIsBetter: true }
}

export function compare(empty: Runs, full: Runs, usage: number, bytes: number): Line[] {
  const whenFull = (work: WorkName): Line =>
    more(
      `${work}, with the ledger full, of the same when empty`,
      0.9,
      0.95,
      ratio(full, work, work, RATE, empty),
    )
  return [
    more(
      'one consume call after another from 8 connections, many pools, of UPDATE',
      0.33,
      0.5,
      ratio(empty, 'single calls, many pools', 'update, many rows', RATE),
    ),
    less(
      "consume alone on an idle server, median, against UPDATE's, alone too",
      3,
      2,
      ratio(empty, 'consume, alone', 'update, alone', MEDIAN),
    ),
    less(
      "the same against UPDATE's at 8 connections",
      3,
      2,
      ratio(empty, 'consume, alone', 'update, many rows', MEDIAN),
    ),
    more(
      '256 callers, many pools, of UPDATE',
      0.85,
      1.3,
      ratio(empty, 'lanes, many pools', 'update, many rows', RATE),
    ),
    more(
      '256 callers, one hot pool, of UPDATE of one row',
      4,
      5.5,
      ratio(empty, 'lanes, one pool', 'update, one row', RATE),
    ),
    more(
      'the same beside a double-entry transfer in plain SQL',
      20,
      40,
      ratio(empty, 'lanes, one pool', 'double entry, one pair', RATE),
    ),
    less(
      'its 99th percentile beside one call each through 16 connections',
      0.2,
      0.1,
      ratio(empty, 'lanes, one pool', 'calls through 16 connections, one pool', P99),
    ),
    whenFull('single calls, many pools'),
    whenFull('consume, alone'),
    whenFull('lanes, many pools'),
    whenFull('lanes, one pool'),
    whenFull('balance'),
    whenFull('statement page'),
    less(
      '30 days of usage by feature, a customer with the long history against one with a thousand entries',
      2,
      1.2,
      usage,
    ),
    less('bytes per consumption, tables and indexes', 450, 330, bytes),
  ]
}

export function toMarkdown(lines: readonly Line[]): string {
  const rows = lines.map(({ work, atLeast, aim, measured, lessIsBetter }) => {
    const bound = lessIsBetter ? 'at most ' : ''
    const met = lessIsBetter ? measured <= atLeast : measured >= atLeast
    const figure = measured >= 100 ? measured.toFixed(0) : measured.toFixed(2)
    return `| ${work} | ${bound}${atLeast} | ${aim} | ${figure} | ${met ? 'yes' : '**no**'} |`
  })
  return ['| work | at least | aim | measured | met |', '|---|---|---|---|---|', ...rows].join('\n')
}

/**
 * `pnpm bench:http [--rounds 3] [--seconds 3]`: what HTTP costs, as ratios within this run. The routes that matter
 * beside an empty Express route and one that asks Postgres `select 1`, and consumption beside the same route over a
 * ledger that does nothing. Server and load are processes of their own; Postgres is a fresh one with fsync on.
 */
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { ask, startChild, withScene } from './http/children.ts'
import type { Load } from './http/load.ts'
import type { Serving, Used } from './http/serve.ts'
import { median, type Run } from './measure.ts'
import { offerHelp } from './offer-help.ts'
import { customerOf, HOT, POOLS } from './scene.ts'

offerHelp('npm run bench:http -- [--rounds 3] [--seconds 3]')

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '3' }, seconds: { type: 'string', default: '3' } },
})

const FEW = 32
const MANY = 256
const WARM_UP = 1000

type Work = Omit<Load, 'milliseconds'>
/** Microseconds of the server's processor for one request. */
type Measured = Run & { readonly cost: number }

const NAMES = [
  'empty route',
  'select 1',
  'GET /v1/me/balance',
  'POST /v1/consume, many pools',
  'POST to the empty route',
  'POST to select 1',
  '256: no ledger',
  '256: one hot pool',
  '256: many pools',
] as const
type Name = (typeof NAMES)[number]

const body = (customer: string): string => JSON.stringify({ customer, feature: 'summary' })

function worksOf({ ports, secret, origin, tokens }: Serving): Record<Name, Work> {
  const keyed = [{ Authorization: `Bearer ${secret}` }]
  const hot = [body(HOT)]
  const all = Array.from({ length: POOLS }, (_, index) => body(customerOf(index)))
  const read = {
    connections: FEW,
    method: 'GET',
    path: '/v1/me/balance',
    headers: tokens.map((token) => ({ Authorization: `Bearer ${token}`, Origin: origin })),
  } as const
  const consume = {
    connections: FEW,
    method: 'POST',
    path: '/v1/consume',
    headers: keyed,
    bodies: all,
  } as const
  const crowd = { ...consume, connections: MANY }
  return {
    'empty route': { ...read, port: ports.empty },
    'select 1': { ...read, port: ports.query },
    'GET /v1/me/balance': { ...read, port: ports.real },
    'POST /v1/consume, many pools': { ...consume, port: ports.real },
    'POST to the empty route': { ...consume, port: ports.empty },
    'POST to select 1': { ...consume, port: ports.query },
    '256: no ledger': { ...crowd, port: ports.idle },
    '256: one hot pool': { ...crowd, port: ports.real, bodies: hot },
    '256: many pools': { ...crowd, port: ports.real },
  }
}

async function measure(server: ChildProcess, loader: ChildProcess, load: Load): Promise<Measured> {
  const used = async () => (await ask<Used>(server, {})).processor
  const before = await used()
  const begin = performance.now()
  const { run } = await ask<{ run: Run }>(loader, load)
  const requests = (run.rate * (performance.now() - begin)) / 1000
  return { ...run, cost: ((await used()) - before) / requests }
}

async function compare(databaseUrl: string): Promise<void> {
  const children = [startChild('serve.ts', databaseUrl), startChild('load.ts')] as const
  const [server, loader] = children
  try {
    const [serving] = (await once(server, 'message')) as [Serving]
    const works = worksOf(serving)
    for (const work of Object.values(works)) {
      // oxlint-disable-next-line no-await-in-loop -- one after another
      await measure(server, loader, { ...work, milliseconds: WARM_UP })
    }
    const rounds: Record<Name, Measured>[] = []
    for (let round = 0; round < Number(values.rounds); round += 1) {
      const measured: Partial<Record<Name, Measured>> = {}
      for (const name of NAMES) {
        const load = { ...works[name], milliseconds: Number(values.seconds) * 1000 }
        // oxlint-disable-next-line no-await-in-loop -- each with the machine to itself
        measured[name] = await measure(server, loader, load)
      }
      rounds.push(measured as Record<Name, Measured>)
    }
    report(rounds)
  } finally {
    for (const one of children) one.kill()
  }
}

function report(rounds: readonly Record<Name, Measured>[]): void {
  const middle = (read: (round: Record<Name, Measured>) => number) => median(rounds.map(read))
  const lines = NAMES.map((name) => {
    const [rate, p50, p99, cost] = (['rate', 'median', 'p99', 'cost'] as const).map((figure) =>
      middle((round) => round[name][figure]),
    )
    return `| ${name} | ${rate?.toFixed(0)} | ${p50?.toFixed(1)} | ${p99?.toFixed(1)} | ${cost?.toFixed(0)} |`
  })
  const of = (name: Name, other: Name, figure: keyof Measured) =>
    middle((round) => round[name][figure] / round[other][figure]).toFixed(2)
  const ratio = (name: Name, other: Name) =>
    `| ${name} | ${other} | ${of(name, other, 'rate')} | ${of(name, other, 'p99')} | ${of(name, other, 'cost')} |`
  process.stdout.write(
    `${[
      '| route | requests a second | median, ms | 99th percentile, ms | processor, µs |',
      '|---|---|---|---|---|',
      ...lines,
      '',
      '| route | beside | rate | 99th percentile | processor |',
      '|---|---|---|---|---|',
      ratio('GET /v1/me/balance', 'empty route'),
      ratio('GET /v1/me/balance', 'select 1'),
      ratio('POST /v1/consume, many pools', 'POST to the empty route'),
      ratio('POST /v1/consume, many pools', 'POST to select 1'),
      ratio('256: one hot pool', '256: no ledger'),
      ratio('256: many pools', '256: no ledger'),
    ].join('\n')}\n`,
  )
}

await withScene(compare)

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startEmbeddedPostgres } from '../src/database/embedded/embedded-postgres.ts'
import { fillTo, readSizes, writeHistory } from './fill.ts'
import { median, runFor } from './measure.ts'
import { offerHelp } from './offer-help.ts'
import { compare, toMarkdown } from './report.ts'
import { type Scene, setScene } from './scene.ts'
import { measure, WORKS, type WorkName } from './works.ts'

offerHelp(
  'npm run bench -- [--entries 1000000] [--history 1000000] [--rounds 5] [--seconds 3] [--url postgres://…]',
)

/**
 * `pnpm bench [--entries 1000000] [--history 1000000] [--rounds 5] [--seconds 3] [--url postgres://…]`: the ledger's
 * figures as ratios within this run, on one Postgres with fsync on. Without an address it starts one in a temporary
 * folder; with one it needs an empty database.
 */
const { values } = parseArgs({
  options: {
    entries: { type: 'string', default: '1000000' },
    history: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '3' },
    url: { type: 'string' },
  },
})

/** Seventy entries a pool. */
const FIRST_ENTRIES = 80_000

const ALL = Object.keys(WORKS) as WorkName[]
const AGAIN: WorkName[] = [
  'single calls, many pools',
  'consume, alone',
  'lanes, many pools',
  'lanes, one pool',
  'balance',
  'statement page',
]

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** @returns the ratio of the medians, the long history's to the short one's. */
async function compareUsage(scene: Scene, rounds: number, time: number): Promise<number> {
  const to = new Date()
  const from = new Date(to.getTime() - 30 * 86_400_000)
  const read = async (customer: string): Promise<number> => {
    const query = { customer, currency: 'credits', from, to }
    return (await runFor(time, 1, async () => await scene.ledger.usage(query))).median
  }
  const ratios: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one at a time is the point
    ratios.push((await read('long')) / (await read('short')))
  }
  return median(ratios)
}

async function run(url: string): Promise<string> {
  const rounds = Number(values.rounds)
  const time = Number(values.seconds) * 1000
  say('Setting the scene: a thousand pools with ten grants each …')
  const scene = await setScene(url)
  try {
    // So many that every pool has a whole page of its statement; or pages of different length would be compared.
    say('A first page of entries for each pool …')
    await fillTo(scene, FIRST_ENTRIES, say)
    say('With the ledger all but empty:')
    const empty = await measure(scene, ALL, rounds, time, say)
    const before = await readSizes(scene)
    say(`Filling it to ${values.entries} entries …`)
    await fillTo(scene, Number(values.entries), say)
    const after = await readSizes(scene)
    const bytes = Number(after.bytes - before.bytes) / Number(after.consumptions - before.consumptions)
    say('With the ledger full:')
    const full = await measure(scene, AGAIN, rounds, time, say)
    say(`Writing a history of ${values.history} entries …`)
    await writeHistory(scene, 'long', Number(values.history))
    await writeHistory(scene, 'short', 1000)
    await scene.pool.query('vacuum analyze')
    return toMarkdown(compare(empty, full, await compareUsage(scene, rounds, time), bytes))
  } finally {
    await scene.close()
  }
}

if (values.url === undefined) {
  const directory = await mkdtemp(join(tmpdir(), 'creditkit-bench-'))
  const settings = { shared_buffers: '1GB', max_wal_size: '4GB', max_connections: '100' }
  const postgres = await startEmbeddedPostgres({ directory, settings })
  try {
    say(await run(postgres.url))
  } finally {
    await postgres.stop()
    await rm(postgres.directory, { recursive: true, force: true })
    await rm(directory, { recursive: true, force: true })
  }
} else say(await run(values.url))

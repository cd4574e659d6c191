import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startEmbeddedPostgres } from '../src/database/embedded/embedded-postgres.ts'
import { createPool } from '../src/database/pool.ts'
import { fillTo, readSizes, writeHistory } from './fill.ts'
import { median, runFor } from './measure.ts'
import { offerHelp } from './offer-help.ts'
import { compare, toMarkdown } from './report.ts'
import { type Scene, setScene } from './scene.ts'
import { measure, WORKS, type WorkName } from './works.ts'

offerHelp(
  'npm run bench -- [--entries 1000000] [--history 1000000] [--rounds 15] [--seconds 0.5] [--url postgres://…]',
)

/**
 * `pnpm bench [--entries 1000000] [--history 1000000] [--rounds 15] [--seconds 0.5] [--url postgres://…]`: the ledger's
 * figures as ratios within this run, on one Postgres with fsync on. Without an address it starts one in a temporary
 * folder; with one it needs an empty database, and the right to make another beside it.
 */
const { values } = parseArgs({
  options: {
    entries: { type: 'string', default: '1000000' },
    history: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '15' },
    seconds: { type: 'string', default: '0.5' },
    url: { type: 'string' },
  },
})

/** Seventy entries a pool. */
const FIRST_ENTRIES = 80_000

const ALL = Object.keys(WORKS) as WorkName[]
const BOTH: WorkName[] = [
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

/** Another database on the same server, for as long as `work` takes. */
async function withDatabaseBeside<Result>(
  url: string,
  work: (url: string) => Promise<Result>,
): Promise<Result> {
  const beside = new URL(url)
  beside.pathname += '_full'
  const name = `"${beside.pathname.slice(1)}"`
  const pool = createPool(url, { max: 1 })
  try {
    await pool.query(`create database ${name}`)
    return await work(beside.href)
  } finally {
    await pool.query(`drop database if exists ${name} with (force)`)
    await pool.end()
  }
}

/** The two ledgers stand beside each other, because a machine may be another one some minutes later. */
async function run(url: string, urlOfFull: string): Promise<string> {
  const rounds = Number(values.rounds)
  const time = Number(values.seconds) * 1000
  say('Setting the scene, twice: a thousand pools with ten grants each …')
  const empty = await setScene(url, 'empty')
  const full = await setScene(urlOfFull, 'full')
  try {
    // So many that every pool has a whole page of its statement; or pages of different length would be compared.
    say('A first page of entries for each pool …')
    await fillTo(empty, FIRST_ENTRIES, say)
    say(`Filling the other to ${values.entries} entries …`)
    const before = await readSizes(full)
    await fillTo(full, Number(values.entries), say)
    const after = await readSizes(full)
    const bytes = Number(after.bytes - before.bytes) / Number(after.consumptions - before.consumptions)
    const sides = [
      { scene: empty, names: ALL },
      { scene: full, names: BOTH },
    ]
    const [ofEmpty = new Map(), ofFull = new Map()] = await measure(sides, rounds, time, say)
    say(`Writing a history of ${values.history} entries …`)
    await writeHistory(full, 'long', Number(values.history))
    await writeHistory(full, 'short', 1000)
    await full.pool.query('vacuum analyze')
    return toMarkdown(compare(ofEmpty, ofFull, await compareUsage(full, rounds, time), bytes))
  } finally {
    await empty.close()
    await full.close()
  }
}

if (values.url === undefined) {
  const directory = await mkdtemp(join(tmpdir(), 'creditkit-bench-'))
  // A quarter of the memory, as Postgres's manual has it for a machine of its own.
  const shared_buffers = `${Math.floor(totalmem() / 4 / 2 ** 20)}MB`
  const settings = { shared_buffers, max_wal_size: '4GB', max_connections: '100' }
  const postgres = await startEmbeddedPostgres({ directory, settings })
  try {
    say(await withDatabaseBeside(postgres.url, async (beside) => await run(postgres.url, beside)))
  } finally {
    await postgres.stop()
    await rm(postgres.directory, { recursive: true, force: true })
    await rm(directory, { recursive: true, force: true })
  }
} else {
  const { url } = values
  say(await withDatabaseBeside(url, async (beside) => await run(url, beside)))
}

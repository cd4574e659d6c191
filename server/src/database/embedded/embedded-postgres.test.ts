import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type EmbeddedPostgres, PostgresInUseError, startEmbeddedPostgres } from './embedded-postgres.ts'
import { isAlive } from './process.ts'

let parent: string
let directory: string

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'creditkit-embedded-'))
  // Open to the user who runs Postgres when the tests run as root.
  await chmod(parent, 0o755)
  directory = join(parent, 'postgres')
})

afterAll(async () => await rm(parent, { recursive: true, force: true }))

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

async function withPostgres<Result>(
  options: Parameters<typeof startEmbeddedPostgres>[0],
  work: (postgres: EmbeddedPostgres) => Promise<Result>,
): Promise<Result> {
  const postgres = await startEmbeddedPostgres(options)
  try {
    return await work(postgres)
  } finally {
    await postgres.stop()
  }
}

interface Report {
  readonly url?: string
  readonly directory?: string
  readonly error?: string
}

/** Starts it in a process of its own and waits for what came of it. */
async function startElsewhere(folder = directory): Promise<{ child: ChildProcess; report: Report }> {
  const script = join(import.meta.dirname, '../../../test/run-postgres.ts')
  const child = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  return { child, report: JSON.parse(line) as Report }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const gone = once(child, 'exit')
  child.kill(signal)
  await gone
}

async function postmasterOf(folder: string): Promise<number> {
  return Number((await readFile(join(folder, 'data/postmaster.pid'), 'utf8')).split('\n')[0])
}

test('data survives a restart, and writes are flushed to the disk', async () => {
  await withPostgres({ directory }, async ({ url }) => {
    await query(url, `create table kept as select 'kept' as word`)
    expect(await query(url, 'show fsync')).toEqual([{ fsync: 'on' }])
  })
  const rows = await withPostgres({ directory }, ({ url }) => query(url, 'select word from kept'))
  expect(rows).toEqual([{ word: 'kept' }])
})

test('it listens on the loopback address alone, and wants its password', async () => {
  await withPostgres({ directory, durable: false }, async ({ url, port }) => {
    expect(await query(url, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }])
    const wrong = `postgres://creditkit:wrong@127.0.0.1:${port}/postgres`
    await expect(query(wrong, 'select 1')).rejects.toThrow(/password authentication failed/)
  })
})

test('the orphan of a killed process is stopped, and what it had committed is there', async () => {
  const { child, report } = await startElsewhere()
  await query(report.url ?? '', `create table committed as select 1 as one`)
  const orphan = await postmasterOf(directory)
  await end(child, 'SIGKILL')
  expect(isAlive(orphan)).toBe(true)
  await withPostgres({ directory, durable: false }, async ({ url }) => {
    expect(isAlive(orphan)).toBe(false)
    expect(await query(url, 'select one from committed')).toEqual([{ one: 1 }])
  })
})

test('a process that ends by a signal that it hears leaves nothing running', async () => {
  const { child } = await startElsewhere()
  const postmaster = await postmasterOf(directory)
  await end(child, 'SIGTERM')
  expect(isAlive(postmaster)).toBe(false)
})

test('a postmaster.pid that names a process of somebody else is no obstacle', async () => {
  await writeFile(join(directory, 'data/postmaster.pid'), `${process.pid}\n${directory}/data\n`)
  await withPostgres({ directory, durable: false }, async ({ url }) => {
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }])
  })
})

test('while one process runs it another is refused, and told which', async () => {
  await withPostgres({ directory, durable: false }, async () => {
    const { child, report } = await startElsewhere()
    expect(report.error).toBe('PostgresInUseError')
    if (child.exitCode === null) await once(child, 'exit')
    await expect(startEmbeddedPostgres({ directory })).rejects.toThrow(PostgresInUseError)
    await expect(startEmbeddedPostgres({ directory })).rejects.toThrow(`for process ${process.pid}.`)
  })
})

test('of two starts at once one wins, the other is refused', async () => {
  const both = await Promise.all([startElsewhere(), startElsewhere()])
  expect(both.map(({ report }) => report.error ?? 'started').sort()).toEqual([
    'PostgresInUseError',
    'started',
  ])
  const winner = both.find(({ report }) => report.url !== undefined)
  if (winner) await end(winner.child, 'SIGTERM')
})

test('a taken port makes it choose the next free one', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const address = taken.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const chosen = await withPostgres({ directory, port, durable: false }, async (postgres) => postgres.port)
  taken.close()
  expect(chosen).toBeGreaterThan(port)
})

test('a start that fails gives the reason from the log, and the next one works', async () => {
  const settings = { shared_buffers: 'nonsense' }
  await expect(startEmbeddedPostgres({ directory, settings })).rejects.toThrow(
    /^The embedded Postgres did not start: .*shared_buffers.*nonsense.*\(log: .*postgres\.log\)$/,
  )
  await withPostgres({ directory, durable: false }, async ({ url }) => {
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }])
  })
})

test('a start that was interrupted while making the data begins again', async () => {
  const interrupted = join(parent, 'interrupted')
  const { child } = await startElsewhere(interrupted)
  await end(child, 'SIGTERM')
  await rm(join(interrupted, 'data'), { recursive: true })
  await writeFile(join(interrupted, 'data.unfinished'), 'half')
  await withPostgres({ directory: interrupted, durable: false }, async ({ url }) => {
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }])
  })
})

test('a folder that is closed to everyone else works, for root and for its owner', async () => {
  const closed = await mkdtemp(join(tmpdir(), 'creditkit-closed-'))
  const options = { directory: join(closed, 'postgres'), durable: false }
  const first = await withPostgres(options, async (postgres) => {
    await query(postgres.url, 'create table kept as select 1 as one')
    return postgres.directory
  })
  const asRoot = process.getuid?.() === 0
  expect(first.startsWith(asRoot ? '/var/lib/creditkit/' : closed)).toBe(true)
  const owner = await stat(join(first, 'data'))
  expect(owner.uid).not.toBe(0)
  await withPostgres(options, async (postgres) => {
    expect(postgres.directory).toBe(first)
    expect(await query(postgres.url, 'select one from kept')).toEqual([{ one: 1 }])
  })
  await rm(closed, { recursive: true })
  if (asRoot) await rm(first, { recursive: true })
})

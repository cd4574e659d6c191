import type { ChildProcess } from 'node:child_process'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { LockedError, lockFile } from './file-lock.ts'
import { initialise, ROLE } from './initialise.ts'
import { choosePlace, type Place } from './place.ts'
import { logFile, PostgresStartError, startPostmaster, stopOrphan, stopPostmaster } from './postmaster.ts'

export interface EmbeddedPostgresOptions {
  /** The folder that holds the cluster. Made if it is not there. */
  readonly directory: string
  /** Tried first, then the ports after it. Without one, any free port. */
  readonly port?: number
  /** `false` skips fsync: only for data that nobody will miss. */
  readonly durable?: boolean
  /** Settings of Postgres, by name. */
  readonly settings?: Readonly<Record<string, string>>
}

export interface EmbeddedPostgres {
  /** A connection string of the role that owns everything, for the database `postgres`. */
  readonly url: string
  readonly port: number
  /** Where the cluster stands; as root it may be elsewhere than asked for. */
  readonly directory: string
  /** Settles when Postgres ends, for whatever reason. */
  readonly ended: Promise<void>
  /** Stops Postgres cleanly; the data stays. */
  stop(): Promise<void>
}

/** Another process runs the Postgres of this folder. */
export class PostgresInUseError extends Error {
  override readonly name = 'PostgresInUseError'
}

/** The remains of a killed Postgres go by themselves within this time. Milliseconds. */
const REMAINS_TIMEOUT = 15_000

/**
 * Starts the Postgres that comes with Creditkit, on the loopback address, with its data in a folder that
 * outlives it. Works as root too, under an ordinary user. An orphan of a killed process is stopped first.
 *
 * @throws PostgresInUseError if another process runs it.
 * @throws PostgresStartError with the reason.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const place = choosePlace(resolve(options.directory))
  const unlock = lock(place)
  try {
    await stopOrphan(place)
    const password = await initialise(place, options.durable ?? true)
    const { child, port } = await startOnFreePort(place, options)
    return running(place, child, port, password, unlock)
  } catch (error) {
    unlock()
    throw error
  }
}

function lock(place: Place): () => void {
  try {
    return lockFile(join(place.directory, 'lock'))
  } catch (error) {
    if (!(error instanceof LockedError)) throw error
    const holder = error.holder === undefined ? 'another process' : `process ${error.holder}`
    throw new PostgresInUseError(
      `The Postgres in ${place.directory} is already running, for ${holder}. ` +
        'Stop that first, or set CREDITKIT_DATA_DIR to another folder.',
      { cause: error },
    )
  }
}

async function startOnFreePort(place: Place, options: EmbeddedPostgresOptions) {
  const settings = {
    ...(options.durable === false
      ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }
      : {}),
    ...options.settings,
  }
  const deadline = Date.now() + REMAINS_TIMEOUT
  for (let wanted = options.port ?? 0; ;) {
    // One attempt after another.
    // oxlint-disable no-await-in-loop
    const port = await freePort(wanted)
    try {
      return { child: await startPostmaster(place, port, settings), port }
    } catch (error) {
      if (!(error instanceof PostgresStartError) || Date.now() > deadline) throw explained(error, place)
      if (/could not bind/.test(error.message)) wanted = wanted === 0 ? 0 : port + 1
      else if (/shared memory block .*is still in use|lock file .* already exists/.test(error.message))
        await delay(100)
      else throw explained(error, place)
    }
    // oxlint-enable no-await-in-loop
  }
}

function explained(error: unknown, place: Place): unknown {
  if (!(error instanceof PostgresStartError)) return error
  return new PostgresStartError(
    `The embedded Postgres did not start: ${error.message} (log: ${logFile(place)})`,
  )
}

/** The first free port from a number on; of 0, any. */
async function freePort(from: number): Promise<number> {
  return await new Promise((settle, fail) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' && from < 65_535) settle(freePort(from + 1))
      else fail(error)
    })
    probe.listen(from, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => settle(typeof address === 'object' && address ? address.port : from))
    })
  })
}

function running(
  place: Place,
  child: ChildProcess,
  port: number,
  password: string,
  unlock: () => void,
): EmbeddedPostgres {
  // If the process ends without having stopped it, Postgres still hears of it.
  const interrupt = () => void child.kill('SIGINT')
  process.once('exit', interrupt)
  const ended = new Promise<void>((settle) => {
    const settleAndClear = () => {
      process.off('exit', interrupt)
      unlock()
      settle()
    }
    if (hasEnded(child)) settleAndClear()
    else child.once('exit', settleAndClear)
  })
  return {
    url: `postgres://${ROLE}:${password}@127.0.0.1:${port}/postgres`,
    port,
    directory: place.directory,
    ended,
    async stop() {
      if (child.pid !== undefined && !hasEnded(child)) await stopPostmaster(child.pid)
      await ended
    },
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}

import { readFileSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'

/** Someone else holds the lock. */
export class LockedError extends Error {
  override readonly name = 'LockedError'
  /** The process that holds it, where known. */
  readonly holder: number | undefined

  constructor(path: string, holder: number | undefined) {
    super(`${path} is held by ${holder === undefined ? 'another process' : `process ${holder}`}`)
    this.holder = holder
  }
}

/**
 * SQLite takes an exclusive lock in steps. Of two who begin at once each may be in the other's way for a moment;
 * without patience both would give up. Milliseconds.
 */
const PATIENCE = 250

/**
 * Takes an exclusive lock on a file, or learns at once that it is held. The kernel lets go of it when the process ends,
 * however it ends, so there is no such thing as a stale lock.
 *
 * @returns what releases it.
 * @throws LockedError
 */
export function lockFile(path: string): () => void {
  // Node has no flock; SQLite, which it carries, locks files the same way on every system.
  const database = new DatabaseSync(path, { timeout: PATIENCE })
  try {
    database.exec('begin exclusive')
  } catch (error) {
    database.close()
    if (!isBusy(error)) throw error
    throw new LockedError(path, readHolder(path))
  }
  writeFileSync(holderPath(path), `${process.pid}\n`)
  return () => {
    if (database.isOpen) database.close()
  }
}

const SQLITE_BUSY = 5

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY
}

function readHolder(path: string): number | undefined {
  try {
    return Number(readFileSync(holderPath(path), 'utf8')) || undefined
  } catch {
    return undefined
  }
}

function holderPath(path: string): string {
  return `${path}.pid`
}

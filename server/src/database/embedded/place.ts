import { randomUUID } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { type Account, accountForPostgres, canRun, canUse } from './account.ts'
import { type Binaries, findBinaries } from './binaries.ts'

/** Where a cluster stands, with which binaries, and who runs it. */
export interface Place {
  /** Holds the cluster's `data`, its log, its password and its lock. */
  readonly directory: string
  readonly binaries: string
  readonly account: Account | undefined
}

/** For what an ordinary user has to reach although the checkout is closed to it. */
const SHARED = '/var/lib/creditkit'

/** In the folder asked for: the path of the one that took its place. */
const POINTER = 'stands-in'

const TRAVERSABLE = 0o755
const PRIVATE = 0o700

/**
 * Decides where a cluster stands and makes its folder. As root, binaries and data go to `/var/lib/creditkit`
 * if the user who runs Postgres cannot reach them where they are; the folder asked for then names the one there,
 * so that deleting it means starting afresh.
 */
export function choosePlace(wanted: string): Place {
  const binaries = findBinaries()
  const moved = readPointer(wanted)
  const account = accountForPostgres(join(moved ?? wanted, 'data'))
  if (account === undefined) {
    makeFolders(wanted)
    return { directory: wanted, binaries: binaries.directory, account }
  }
  const reachable = moved === undefined ? makePrivate(wanted, account) : undefined
  const directory = reachable ?? makePrivate(moved ?? writePointer(wanted), account)
  if (directory === undefined) {
    throw new Error(
      `The user ${account.name} cannot write in ${SHARED}. Set DATABASE_URL, or CREDITKIT_DATA_DIR.`,
    )
  }
  return { directory, binaries: reachableBinaries(binaries, account), account }
}

function readPointer(wanted: string): string | undefined {
  const pointer = join(wanted, POINTER)
  return existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : undefined
}

/** @returns the folder that it names, which is another's if that was first. */
function writePointer(wanted: string): string {
  makeFolders(wanted)
  const unfinished = join(wanted, `${POINTER}.${process.pid}`)
  writeFileSync(unfinished, `${join(SHARED, randomUUID())}\n`)
  try {
    linkSync(unfinished, join(wanted, POINTER))
  } catch (error) {
    if (readPointer(wanted) === undefined) throw error
  } finally {
    rmSync(unfinished)
  }
  return readPointer(wanted) ?? wanted
}

/** @returns undefined if the account cannot use the folder; then it is gone again. */
function makePrivate(directory: string, account: Account): string | undefined {
  const existed = existsSync(directory)
  makeFolders(directory)
  chownSync(directory, account.uid, account.gid)
  if (canUse(account, directory)) return directory
  if (!existed) rmSync(directory, { recursive: true })
  return undefined
}

/** New folders above are traversable, whatever the umask; the folder itself is its owner's alone. */
function makeFolders(directory: string): void {
  const missing: string[] = []
  for (let path = directory; !existsSync(path); path = dirname(path)) missing.unshift(path)
  for (const path of missing) {
    mkdirSync(path, { recursive: true })
    chmodSync(path, path === directory ? PRIVATE : TRAVERSABLE)
  }
}

function reachableBinaries(binaries: Binaries, account: Account): string {
  if (canRun(account, join(binaries.directory, 'bin', 'postgres'))) return binaries.directory
  const copy = join(SHARED, `postgres-${binaries.version}`)
  if (!existsSync(copy)) copyBinaries(binaries.directory, copy)
  if (canRun(account, join(copy, 'bin', 'postgres'))) return copy
  throw new Error(
    `The user ${account.name} cannot run ${copy}/bin/postgres. Set DATABASE_URL to use another Postgres.`,
  )
}

function copyBinaries(from: string, to: string): void {
  const unfinished = `${to}.${process.pid}`
  makeFolders(dirname(to))
  cpSync(from, unfinished, { recursive: true, verbatimSymlinks: true })
  makeReadable(unfinished)
  try {
    renameSync(unfinished, to)
  } catch (error) {
    rmSync(unfinished, { recursive: true })
    // Another process was first.
    if (!existsSync(to)) throw error
  }
}

function makeReadable(directory: string): void {
  chmodSync(directory, TRAVERSABLE)
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name)
    if (entry.isDirectory()) makeReadable(path)
    else if (entry.isFile()) chmodSync(path, TRAVERSABLE)
  }
}

import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Place } from './place.ts'
import { asAccount, dataDirectory } from './postmaster.ts'

/** The superuser of the embedded Postgres, and its one role. */
export const ROLE = 'creditkit'

/**
 * Makes the data of a new cluster, unless it is there. It has its final name only when it is complete, so a
 * start that was interrupted leaves nothing half made.
 *
 * @returns the password of the role.
 */
export async function initialise(place: Place, durable: boolean): Promise<string> {
  const data = dataDirectory(place)
  const passwordFile = join(place.directory, 'password')
  if (existsSync(data)) return readFileSync(passwordFile, 'utf8').trim()
  const password = randomBytes(24).toString('base64url')
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  if (place.account) chownSync(passwordFile, place.account.uid, place.account.gid)
  const unfinished = join(place.directory, 'data.unfinished')
  rmSync(unfinished, { recursive: true, force: true })
  await initdb(place, [
    `--pgdata=${unfinished}`,
    `--username=${ROLE}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // The same order of text on every machine, and the fastest.
    '--locale=C',
    ...(durable ? [] : ['--no-sync']),
  ])
  renameSync(unfinished, data)
  return password
}

async function initdb(place: Place, options: readonly string[]): Promise<void> {
  try {
    await promisify(execFile)(join(place.binaries, 'bin', 'initdb'), options, asAccount(place))
  } catch (error) {
    const output = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : ''
    throw new Error(`The embedded Postgres could not be set up: ${output || String(error)}`, { cause: error })
  }
}

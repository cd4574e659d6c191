import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Place } from './place.ts'
import { isAlive, send } from './process.ts'

/** How often a file or a process is looked at while waiting for it. Milliseconds. */
const POLL = 15

/** Recovery after a crash can be long; longer than this is a fault. Milliseconds. */
const START_TIMEOUT = 120_000

/** After a fast shutdown that long without an end, Postgres is told to stop at once. Milliseconds. */
const STOP_TIMEOUT = 20_000

/** Why Postgres did not start, from its log. */
export class PostgresStartError extends Error {
  override readonly name = 'PostgresStartError'
}

export function dataDirectory(place: Place): string {
  return join(place.directory, 'data')
}

export function logFile(place: Place): string {
  return join(place.directory, 'postgres.log')
}

/**
 * Starts the server process and waits until it takes connections.
 *
 * @throws PostgresStartError with the reason that its log gives.
 */
export async function startPostmaster(
  place: Place,
  port: number,
  settings: Readonly<Record<string, string>>,
): Promise<ChildProcess> {
  const data = dataDirectory(place)
  const log = openSync(logFile(place), 'w')
  const options = Object.entries({
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    ...settings,
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawn(join(place.binaries, 'bin', 'postgres'), ['-D', data, ...options], {
    ...asAccount(place),
    // Of a process group of its own: Ctrl-C in the terminal must not stop it under a server still at work.
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  const ended = new Promise<void>((resolve) => {
    child.once('error', () => resolve())
    child.once('exit', () => resolve())
  })
  const deadline = Date.now() + START_TIMEOUT
  while (!isReady(data, child.pid)) {
    // oxlint-disable-next-line no-await-in-loop -- polling is one look after another
    const dead = await Promise.race([ended.then(() => true), delay(POLL, false)])
    if (dead || Date.now() > deadline) {
      child.kill('SIGQUIT')
      throw new PostgresStartError(reasonInLog(place))
    }
  }
  return child
}

/** Runs as the place's account, in a folder that it can enter and with nothing of our environment. */
export function asAccount(place: Place) {
  const ids = place.account && { uid: place.account.uid, gid: place.account.gid }
  return { ...ids, cwd: place.directory, env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', TZ: 'UTC' } }
}

/** Stops a process of Postgres, politely and then not, and waits until it is gone. */
export async function stopPostmaster(pid: number): Promise<void> {
  const started = Date.now()
  send(pid, 'SIGINT')
  let pressed = false
  while (isAlive(pid)) {
    if (!pressed && Date.now() - started > STOP_TIMEOUT) {
      send(pid, 'SIGQUIT')
      pressed = true
    }
    // oxlint-disable-next-line no-await-in-loop -- polling is one look after another
    await delay(POLL)
  }
}

/**
 * Clears up after a process that was killed: its Postgres, if it lives on, is stopped. A `postmaster.pid` that
 * names some other process, as after a restart of the machine, is removed; Postgres would refuse to start.
 */
export async function stopOrphan(place: Place): Promise<void> {
  const data = dataDirectory(place)
  const pid = Number(pidFileLines(data)[0])
  // A dead process's file Postgres clears by itself, having made sure that none of its children lives.
  if (!(pid > 0) || !isAlive(pid)) return
  if (worksIn(pid, data)) await stopPostmaster(pid)
  else rmSync(join(data, 'postmaster.pid'), { force: true })
}

/** Postgres works in its data folder; where the system does not tell, its word is believed. */
function worksIn(pid: number, data: string): boolean {
  if (process.platform !== 'linux') return true
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(data)
  } catch {
    return false
  }
}

function isReady(data: string, pid: number | undefined): boolean {
  const lines = pidFileLines(data)
  return pid !== undefined && Number(lines[0]) === pid && lines[7]?.trim() === 'ready'
}

function pidFileLines(data: string): string[] {
  try {
    return readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return []
  }
}

/** The lines of the log that say what went wrong, without their time stamps. */
function reasonInLog(place: Place): string {
  const lines = readFileSync(logFile(place), 'utf8').trim().split('\n')
  const reasons = lines.filter((line) => /(?:FATAL|PANIC|WARNING|DETAIL|HINT): |could not/.test(line))
  const shown = (reasons.length > 0 ? reasons : lines.slice(-3)).map((line) =>
    line.replace(/^.*?(?:LOG|FATAL|PANIC|WARNING|DETAIL|HINT): +/, ''),
  )
  return shown.join('; ') || 'it gave no reason'
}

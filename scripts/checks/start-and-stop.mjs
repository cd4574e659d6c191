import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { CHECKOUT, DATA } from '../checkout.mjs'
import { isAlive, send, treeOf } from '../processes/tree.mjs'
import { elapsed, say } from '../progress.mjs'

// Tries `npm start` as a person would: it comes up, its page opens, Ctrl-C ends all of it; a kill leaves nothing
// that the next start cannot deal with; and two at once are told apart.

const FOLDER = join(DATA, 'check-start')

/** Milliseconds. */
const START_TIMEOUT = 120_000
const STOP_TIMEOUT = 40_000

/** @param {boolean} isTrue @param {string} sentence What must be true. */
function must(isTrue, sentence) {
  if (!isTrue) throw new Error(`Not so: ${sentence}`)
  say(`so: ${sentence}`)
}

/** @param {() => boolean} condition @param {number} timeout */
async function until(condition, timeout) {
  const deadline = Date.now() + timeout
  while (!condition() && Date.now() < deadline) await new Promise((settle) => setTimeout(settle, 50))
  return condition()
}

/** One `npm start` in a process group of its own, as a terminal makes it. */
class Run {
  output = ''
  /** @type {number | null | undefined} */
  exitCode = undefined

  constructor() {
    this.child = spawn('npm', ['start'], {
      cwd: CHECKOUT,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, CREDITKIT_DATA_DIR: FOLDER },
    })
    this.pid = this.child.pid ?? 0
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => (this.output += text))
    }
    this.child.once('exit', (code) => (this.exitCode = code))
  }

  /** @returns the address of the host app */
  async address() {
    const hasStarted = () => /Ctrl-C stops everything/.test(this.output)
    await until(() => hasStarted() || this.exitCode !== undefined, START_TIMEOUT)
    if (!hasStarted()) throw new Error(`npm start did not come up:\n${this.output}`)
    this.tree = treeOf(this.pid)
    return /Open this: +(\S+)/.exec(this.output)?.[1] ?? ''
  }

  /** A process is gone a moment before we hear with which exit code. */
  async hasGone() {
    const tree = this.tree ?? [this.pid]
    const hasEnded = () => this.exitCode !== undefined && tree.every((pid) => !isAlive(pid))
    return await until(hasEnded, STOP_TIMEOUT)
  }

  /** Whatever came of it, nothing stays behind. */
  clear() {
    for (const pid of [...treeOf(this.pid), ...(this.tree ?? [])]) send(pid, 'SIGKILL')
  }
}

/** @type {Run[]} */
const runs = []
function start() {
  const run = new Run()
  runs.push(run)
  return run
}

/** @param {number} pid */
function isSupervisor(pid) {
  return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('scripts/start/main.ts')
}

process.on('SIGTERM', () => process.exit(1))
process.on('exit', () => {
  for (const run of runs) run.clear()
  clearFolder()
})

function clearFolder() {
  const pointer = join(FOLDER, 'postgres/stands-in')
  if (existsSync(pointer)) rmSync(readFileSync(pointer, 'utf8').trim(), { recursive: true, force: true })
  rmSync(FOLDER, { recursive: true, force: true })
}

clearFolder()
try {
  const first = start()
  const page = await fetch(await first.address())
  must(page.ok && /<html/i.test(await page.text()), 'the host app’s page opens')
  must((first.tree?.length ?? 0) >= 5, 'there are processes to be stopped')

  const beside = start()
  await until(() => beside.exitCode !== undefined, START_TIMEOUT)
  must(beside.exitCode === 1, 'a second start with the same data is refused')
  must(/already running/.test(beside.output), 'it says why')

  send(-first.pid, 'SIGINT')
  must(await first.hasGone(), 'Ctrl-C ends every process')
  must(first.exitCode === 0, `Ctrl-C is an orderly end: exit code 0, not ${first.exitCode}`)

  const killed = start()
  const began = Date.now()
  await killed.address()
  say(`the second start took ${elapsed(began)}`)
  for (const pid of killed.tree ?? []) if (isSupervisor(pid)) send(pid, 'SIGKILL')

  const again = start()
  must((await fetch(await again.address())).ok, 'after a kill -9 it starts again')
  must(await killed.hasGone(), 'and nothing of the killed one is left, its Postgres included')
  send(again.pid, 'SIGKILL')
  must(await again.hasGone(), 'a kill -9 of npm alone ends every process')

  const last = start()
  await last.address()
  send(last.pid, 'SIGTERM')
  must(await last.hasGone(), 'a SIGTERM to npm alone ends every process')
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
process.exit()

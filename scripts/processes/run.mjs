import { spawn } from 'node:child_process'
import { isAlive, send, treeOf } from './tree.mjs'

/** After being asked to end, a process has so long before it is killed. Milliseconds. */
const GRACE = 15_000

/** @type {Set<number>} */
const running = new Set()
let stopping = false

/**
 * @typedef {object} Outcome
 * @property {boolean} ok Whether it ended with exit code 0.
 * @property {string} output What it wrote, both streams in one.
 */

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {Readonly<Record<string, string | undefined>>} [env] Added to this process's own.
 * @property {number} [quietLimit] Milliseconds without a word after which it is ended.
 */

/**
 * Runs a command to its end, in a process group of its own, and keeps what it says.
 *
 * @param {string} command
 * @param {readonly string[]} options
 * @param {RunOptions} settings
 * @returns {Promise<Outcome>}
 */
export async function run(command, options, settings = {}) {
  if (stopping) return await never()
  const child = spawn(command, options, {
    cwd: settings.cwd,
    env: { ...process.env, ...settings.env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const pid = child.pid
  if (pid !== undefined) running.add(pid)
  let output = ''
  /** @type {NodeJS.Timeout | undefined} */
  let quiet
  const listen = () => {
    clearTimeout(quiet)
    if (settings.quietLimit === undefined || pid === undefined) return
    quiet = setTimeout(() => {
      output += `\nEnded after ${settings.quietLimit} ms without a word.\n`
      void end([pid])
    }, settings.quietLimit)
  }
  listen()
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      output += text
      listen()
    })
  }
  return await new Promise((settle) => {
    /** @param {boolean} ok */
    const finish = (ok) => {
      clearTimeout(quiet)
      if (pid !== undefined) running.delete(pid)
      // What was ended by a signal to us has no outcome, and nothing is to follow it.
      if (!stopping) settle({ ok, output })
    }
    child.once('error', (error) => {
      output += `${command}: ${error.message}\n`
      finish(false)
    })
    child.once('close', (code) => finish(code === 0))
  })
}

/** @returns {Promise<never>} */
function never() {
  return new Promise(() => {})
}

/**
 * Ends processes with all that descend from them, and waits until they are gone.
 *
 * @param {readonly number[]} pids Each the leader of its process group.
 */
async function end(pids) {
  const trees = pids.flatMap(treeOf)
  for (const pid of pids) send(-pid, 'SIGTERM')
  const deadline = Date.now() + GRACE
  while (trees.some(isAlive)) {
    if (Date.now() > deadline) for (const pid of trees) send(pid, 'SIGKILL')
    await new Promise((settle) => setTimeout(settle, 50))
  }
}

const EXIT_CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 }

/**
 * On Ctrl-C and its like, ends everything that `run` started, then this process.
 *
 * @returns {() => void} what leaves the signals to somebody else
 */
export function stopOnSignals() {
  const handlers = Object.entries(EXIT_CODES).map(([signal, code]) => {
    const stop = () => {
      // npm passes on the signal that the terminal has sent already: the second one is no news.
      if (stopping) return
      stopping = true
      process.stdout.write('\nStopping …\n')
      void end([...running]).then(() => process.exit(code))
    }
    process.on(signal, stop)
    return () => process.off(signal, stop)
  })
  return () => {
    for (const remove of handlers) remove()
  }
}

import { delimiter, join } from 'node:path'
import { CHECKOUT, DATA } from '../checkout.mjs'
import { run } from '../processes/run.mjs'
import { elapsed, say } from '../progress.mjs'

/** @typedef {import('./list.mjs').Check} Check */

/** Checks that may run beside one another do so, this many at once: most use one core. */
const AT_ONCE = 2

/** A check that says nothing for so long hangs. Milliseconds. */
const QUIET_LIMIT = 240_000

/**
 * Runs checks to their end, all of them, with a line for each and the output of those that fail.
 *
 * @param {readonly Check[]} checks
 * @param {string | undefined} browser The path of a Chromium; without it the checks that need one fail.
 * @returns {Promise<string[]>} the names of those that failed
 */
export async function runChecks(checks, browser) {
  const width = Math.max(...checks.map(({ name }) => name.length))
  /** @type {string[]} */
  const failed = []
  /** @param {Check} check */
  const runOne = async (check) => {
    const started = Date.now()
    const { ok, output } = await runCheck(check, browser)
    say(`     ${ok ? 'ok    ' : 'FAILED'}  ${check.name.padEnd(width)}  ${elapsed(started)}`)
    if (ok) return
    failed.push(check.name)
    say(`\n${output.trimEnd().replace(/^/gm, '       │ ')}\n`)
  }
  const together = checks.filter((check) => !check.alone)
  const takeNext = async () => {
    for (let next = together.shift(); next; next = together.shift()) await runOne(next)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, takeNext))
  for (const check of checks) if (check.alone) await runOne(check)
  return failed
}

/**
 * @param {Check} check
 * @param {string | undefined} browser
 */
async function runCheck(check, browser) {
  if (check.needsBrowser && !browser) return { ok: false, output: 'It needs a browser.' }
  const [command, ...options] = check.command
  const folder = join(CHECKOUT, check.folder)
  const bins = [join(folder, 'node_modules/.bin'), join(CHECKOUT, 'node_modules/.bin')]
  // The workspace's Node comes first, so that every tool runs on it.
  const path = [join(CHECKOUT, 'node_modules/node/bin'), ...bins, process.env['PATH'] ?? ''].join(delimiter)
  return await run(command, options, {
    quietLimit: QUIET_LIMIT,
    cwd: folder,
    env: {
      PATH: path,
      NO_COLOR: '1',
      FORCE_COLOR: undefined,
      // The checks start Node hundreds of times, often with the same files, which it need not compile again.
      NODE_COMPILE_CACHE: join(DATA, 'compile-cache'),
      CHROMIUM_PATH: undefined,
      ...(browser && browserEnvironment(browser)),
    },
  })
}

/** @param {string} program The path of a Chromium. */
function browserEnvironment(program) {
  // A shell's script, for systems that have a shell.
  if (process.platform === 'win32') return { CHROMIUM_PATH: program }
  return { CHROMIUM_PATH: join(CHECKOUT, 'scripts/checks/chromium.sh'), CHROMIUM_PROGRAM: program }
}

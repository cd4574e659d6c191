import { allChecks } from './checks/list.mjs'
import { runChecks } from './checks/run-checks.mjs'
import { endWithNpm } from './processes/npm.mjs'
import { stopOnSignals } from './processes/run.mjs'
import { elapsed, fail, Refusal, say, Steps } from './progress.mjs'
import { provideBrowser } from './set-up/browser.mjs'
import { installPackages } from './set-up/packages.mjs'
import { catalogVersion } from './set-up/versions.mjs'

// `npm test`: sets up, then runs all checks. `npm test -- types e2e` runs those whose name holds one of the words.

endWithNpm()
stopOnSignals()
const started = Date.now()
try {
  const steps = new Steps(3)
  await steps.take(`Node ${catalogVersion('node')} and packages`, installPackages)
  const chosen = choose(process.argv.slice(2))
  const browser = chosen.some((check) => check.needsBrowser) ? await findBrowser(steps) : undefined
  say(`3/3  ${chosen.length} checks`)
  const failed = await runChecks(chosen, browser)
  say(`\n${failed.length === 0 ? 'All is well' : `Failed: ${failed.join(', ')}`} (${elapsed(started)})`)
  conclude(chosen.length - failed.length, failed.length)
} catch (error) {
  fail(error)
  conclude(0, 1)
}

/** The last line, for whatever reads this. @param {number} passed @param {number} failed */
function conclude(passed, failed) {
  say(`${passed} passed, ${failed} failed`)
  process.exitCode = failed === 0 ? 0 : 1
}

/**
 * Without a browser the checks that need none are run all the same.
 *
 * @param {Steps} steps
 */
async function findBrowser(steps) {
  try {
    return await steps.take('Browser', provideBrowser)
  } catch (error) {
    fail(error)
    return undefined
  }
}

/** @param {readonly string[]} words */
function choose(words) {
  const checks = allChecks()
  const chosen =
    words.length === 0 ? checks : checks.filter(({ name }) => words.some((word) => name.includes(word)))
  if (chosen.length > 0) return chosen
  throw new Refusal(`No check is named like that. There are: ${checks.map(({ name }) => name).join(', ')}.`)
}

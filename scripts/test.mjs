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
  const browser = await steps.take('Browser', async (note) => {
    if (!chosen.some((check) => check.needsBrowser)) return note('not needed')
    const path = await provideBrowser(note)
    note(path)
    return path
  })
  say(`3/3  ${chosen.length} checks`)
  const failed = await runChecks(chosen, browser ? { CHROMIUM_PATH: browser } : {})
  say(`\n${failed.length === 0 ? 'All is well' : `Failed: ${failed.join(', ')}`} (${elapsed(started)})`)
  say(`${chosen.length - failed.length} passed, ${failed.length} failed`)
  process.exitCode = failed.length === 0 ? 0 : 1
} catch (error) {
  fail(error)
}

/** @param {readonly string[]} words */
function choose(words) {
  const checks = allChecks()
  const chosen =
    words.length === 0 ? checks : checks.filter(({ name }) => words.some((word) => name.includes(word)))
  if (chosen.length > 0) return chosen
  throw new Refusal(`No check is named like that. There are: ${checks.map(({ name }) => name).join(', ')}.`)
}

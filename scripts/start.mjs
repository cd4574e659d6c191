import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { CHECKOUT, NODE } from './checkout.mjs'
import { stopOnSignals } from './processes/run.mjs'
import { fail, Steps } from './progress.mjs'
import { installPackages } from './set-up/packages.mjs'
import { catalogVersion } from './set-up/versions.mjs'

// `npm start`: sets up, then runs everything under the workspace's own Node until Ctrl-C.

const STEPS = 5

try {
  const release = stopOnSignals()
  const steps = new Steps(STEPS)
  await steps.take(`Node ${catalogVersion('node')} and packages`, installPackages)
  release()
  runServices()
} catch (error) {
  fail(error)
}

function runServices() {
  const preload = join(CHECKOUT, 'scripts/start/end-with-parent.mjs')
  const child = spawn(NODE, ['--import', preload, join(CHECKOUT, 'scripts/start/main.ts'), String(STEPS)], {
    // Of its own process group, so that it hears of Ctrl-C once, from here.
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal))
  }
  endWithNpm(() => child.kill('SIGTERM'))
  child.once('exit', (code) => process.exit(code ?? 1))
}

/**
 * Under npm, a parent that is suddenly another one means that npm was killed outright.
 *
 * @param {() => void} stop
 */
function endWithNpm(stop) {
  if (!process.env['npm_lifecycle_event']) return
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    stop()
  }, 1000)
  watch.unref()
}

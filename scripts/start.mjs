import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { CHECKOUT, NODE } from './checkout.mjs'
import { endWithNpm } from './processes/npm.mjs'
import { stopOnSignals } from './processes/run.mjs'
import { fail, Steps } from './progress.mjs'
import { installPackages } from './set-up/packages.mjs'
import { catalogVersion } from './set-up/versions.mjs'

// `npm start`: sets up, then runs everything under the workspace's own Node until Ctrl-C.

const STEPS = 5

endWithNpm()
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
  child.once('exit', (code) => process.exit(code ?? 1))
}

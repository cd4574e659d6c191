import { join } from 'node:path'
import { CHECKOUT, DATA } from '../checkout.mjs'
import { elapsed, fail, Refusal, say, Steps } from '../progress.mjs'
import { Supervisor } from './supervisor.ts'
import { startServices } from './services.ts'

// The part of `npm start` that runs under the workspace's own Node: starts everything, then watches over it.

const started = Date.now()
const supervisor = new Supervisor()
try {
  const { hostApp, server, simulator } = await startServices(
    supervisor,
    new Steps(Number(process.argv[2]), 1),
  )
  say(`
Creditkit is running (started in ${elapsed(started)}).

   Open this:       ${hostApp}
   API reference:   ${server}/docs${simulator === undefined ? '' : `\n   Stripe (test):   ${simulator}`}
   Storybook:       npm run storybook
   Secret keys:     npm run keys -- --help
   Logs and data:   ${join(DATA, 'logs')}, ${DATA === join(CHECKOUT, '.data') ? '.data' : DATA}

Ctrl-C stops everything.
`)
  const failure = await supervisor.watch()
  if (failure !== undefined) throw new Refusal(failure)
} catch (error) {
  if (!supervisor.isStopping) fail(error)
}
await supervisor.stop()
// A check under way would keep the process for its time limit.
process.exit()

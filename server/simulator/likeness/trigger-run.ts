/**
 * Runs the official CLI's `stripe trigger` for each event named on the command line against a simulator in this
 * process, and prints one line of JSON for each. It is a process of its own, so that it can be put into a network
 * namespace in which there is nothing else.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { startSimulator } from '../index.ts'
import { createShapeObserver } from './shape-check.ts'

/** How one trigger went. */
export interface TriggerResult {
  event: string
  exitCode: number | null
  output: string
  /** The types of the events that the simulator sent. */
  sent: string[]
  /** Where answers or events were not of the shape that Stripe's types say. */
  problems: string[]
}

/** The binary itself, where the package's own script would start another Node for it each time. */
const cliBinary = (): string => {
  const require = createRequire(createRequire(import.meta.url).resolve('@stripe/cli/package.json'))
  const platforms = require('./platforms.json') as Record<string, { pkg: string; bin: string }>
  const platform = platforms[`${process.platform}-${process.arch}`]
  if (!platform) throw new Error('The official CLI has no binary for this machine.')
  return join(dirname(require.resolve(`${platform.pkg}/package.json`)), 'bin', platform.bin)
}

const cli = cliBinary()
const home = mkdtempSync(join(tmpdir(), 'stripe-cli-'))

/** The CLI asks the network for a newer version of itself; where there is a network it is led nowhere. */
const NOWHERE = 'http://127.0.0.1:9'

const run = async (event: string): Promise<TriggerResult> => {
  const observer = createShapeObserver()
  const simulator = await startSimulator({ observer, settleAfter: 0 })
  const child = spawn(
    cli,
    ['trigger', event, '--api-base', simulator.url, '--api-key', 'sk_test_simulator'],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'],
        HOME: home,
        XDG_CONFIG_HOME: home,
        STRIPE_CLI_TELEMETRY_OPTOUT: '1',
        HTTPS_PROXY: NOWHERE,
        NO_PROXY: '127.0.0.1',
      },
    },
  )
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const exitCode = await new Promise<number | null>((resolve) => child.on('close', resolve))
  await simulator.control.advance(0)
  const sent = simulator.control.events().map(({ type }) => type)
  await simulator.close()
  return { event, exitCode, output, sent, problems: observer.problems }
}

for (const event of process.argv.slice(2)) {
  // One after another: each prints its result as it comes.
  // oxlint-disable-next-line no-await-in-loop
  process.stdout.write(`${JSON.stringify(await run(event))}\n`)
}
rmSync(home, { recursive: true, force: true })

/**
 * Runs the official CLI's `stripe trigger` for each event named on the command line against a simulator in this
 * process, and prints one line of JSON for each. It is a process of its own, so that it can be put into a network
 * namespace in which there is nothing else.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSimulator } from '../index.ts'
import { cliBinary, cliEnvironment } from './cli.ts'
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

const cli = cliBinary()
const home = mkdtempSync(join(tmpdir(), 'stripe-cli-'))

const run = async (event: string): Promise<TriggerResult> => {
  const observer = createShapeObserver()
  const simulator = await startSimulator({ observer, settleAfter: 0 })
  const child = spawn(
    cli,
    ['trigger', event, '--api-base', simulator.url, '--api-key', 'sk_test_simulator'],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: cliEnvironment(home),
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

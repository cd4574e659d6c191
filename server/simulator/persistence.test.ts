import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { startSimulator } from './index.ts'
import { clientOf } from './likeness/simulator-with-client.ts'

const folder = mkdtempSync(join(tmpdir(), 'simulator-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const main = fileURLToPath(new URL('main.ts', import.meta.url))

const startProcess = async (
  environment: Record<string, string>,
): Promise<{ stop: (signal: NodeJS.Signals) => Promise<number | null>; url: string }> => {
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])
  return {
    url: /http:\S+/.exec(output)?.[0] ?? '',
    stop: async (signal) => {
      child.kill(signal)
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
      return child.exitCode
    },
  }
}

const exitOf = async (
  environment: Record<string, string>,
): Promise<{ code: number | null; error: string }> => {
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let error = ''
  child.stderr.on('data', (chunk: Buffer) => (error += chunk.toString()))
  await once(child, 'close')
  return { code: child.exitCode, error }
}

test('what was answered outlives a kill of the process, and a paid session stays paid', async () => {
  const environment = { SIMULATOR_PORT: '0', SIMULATOR_STATE: join(folder, 'killed.json') }
  const first = await startProcess(environment)
  const customer = await clientOf(first.url).customers.create({ name: 'Kept' }, { idempotencyKey: 'kept' })
  await first.stop('SIGKILL')

  const second = await startProcess(environment)
  const stripe = clientOf(second.url)
  expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ name: 'Kept' })
  expect((await stripe.customers.create({ name: 'Kept' }, { idempotencyKey: 'kept' })).id).toBe(customer.id)
  expect((await stripe.events.list()).data).toHaveLength(1)
  expect(await second.stop('SIGTERM')).toBe(0)
})

test('an event that was not delivered is tried again after a restart', async () => {
  const statePath = join(folder, 'undelivered.json')
  const arrived: string[] = []
  const sink = createServer((socket) => socket.destroy())
  sink.listen(0, '127.0.0.1')
  await once(sink, 'listening')
  const { port } = sink.address() as AddressInfo
  const webhook = { url: `http://127.0.0.1:${port}/`, secret: 'whsec_x' }

  const first = await startSimulator({
    statePath,
    webhook,
    retryDelays: [0, 0, 0, 0, 0, 0].map(() => 3_600_000),
  })
  await clientOf(first.url).customers.create()
  await first.control.idle()
  await first.close()
  expect(first.control.deliveries()).toMatchObject([{ state: 'waiting', attempts: [{ status: null }] }])

  const second = await startSimulator({ statePath, now: () => new Date(Date.now() + 3_700_000) })
  await second.control.advance(0)
  for (const delivery of second.control.deliveries())
    arrived.push(...delivery.attempts.map(() => delivery.event))
  expect(arrived).toHaveLength(2)
  await second.close()
  sink.close()
})

test('a state that cannot be read stops the start with a sentence that says what to do', async () => {
  const statePath = join(folder, 'broken.json')
  writeFileSync(statePath, '{')
  await expect(startSimulator({ statePath })).rejects.toThrow('Delete that file to start afresh')
})

test('a port that is taken, or is none, stops the start with one clear line', async () => {
  const simulator = await startSimulator()
  expect(await exitOf({ SIMULATOR_PORT: String(simulator.port) })).toEqual({
    code: 1,
    error: expect.stringContaining(`port ${simulator.port} is taken`) as string,
  })
  await simulator.close()
  expect(await exitOf({ SIMULATOR_PORT: 'http' })).toMatchObject({ code: 1 })
  expect((await exitOf({ SIMULATOR_WEBHOOK_URL: 'http://127.0.0.1:9' })).error).toContain(
    'SIMULATOR_WEBHOOK_SECRET',
  )
})

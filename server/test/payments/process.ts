import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { World } from './world.ts'

/** A payment server in a process of its own. */
export interface ServerProcess {
  readonly url: string
  /** As a power cut would: nothing is finished, nothing is said. */
  kill(): Promise<void>
}

export async function spawnServer(world: World): Promise<ServerProcess> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'child.ts')], {
    env: { ...process.env, DATABASE_URL: world.database.url, STRIPE_URL: world.simulator.url },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  const url = await Promise.race([
    new Promise<string>((resolve) => {
      child.stdout.once('data', (line: Buffer) => resolve(line.toString().trim()))
    }),
    exited.then(() => {
      throw new Error('The server process ended before it was ready.')
    }),
  ])
  return {
    url,
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
  }
}

import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

export interface SpawnedServer {
  readonly url: string
  readonly child: ChildProcess
  /** As a power cut would: nothing is finished and nothing is said. */
  kill(): Promise<void>
  stop(): Promise<void>
}

/** The server as a process of its own, ready to answer. */
export async function spawnServer(port: number, environment: Record<string, string>): Promise<SpawnedServer> {
  const main = join(import.meta.dirname, '../src/main.ts')
  const url = `http://127.0.0.1:${port}`
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, CREDITKIT_PORT: String(port), CREDITKIT_LOG_LEVEL: 'info', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const ready = new Promise<void>((resolve, reject) => {
    const take = (chunk: Buffer) => {
      output += chunk.toString()
      if (output.includes('Creditkit is ready')) resolve()
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.once('exit', () => reject(new Error(`The server ended: ${output}`)))
  })
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
  }
  try {
    await ready
  } catch (error) {
    await end('SIGKILL')
    throw error
  }
  return { url, child, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') }
}

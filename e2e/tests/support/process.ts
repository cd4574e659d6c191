import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { setTimeout as delay } from 'node:timers/promises'

const CHECKOUT = fileURLToPath(new URL('../../..', import.meta.url))
const READY_TIMEOUT = 30_000
const POLL = 40

/** What a process has of our own environment. */
const OURS = Object.fromEntries(
  ['PATH', 'HOME', 'NODE_COMPILE_CACHE'].flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value]]
  }),
)

/** A process of the product, as an operator would run it. */
export class Service {
  readonly #script: string
  readonly #environment: Readonly<Record<string, string>>
  readonly #readyUrl: string
  #child: ChildProcess | undefined
  #log = ''

  /** @param script from the checkout @param readyUrl answers 2xx once the process is ready */
  constructor(script: string, environment: Readonly<Record<string, string>>, readyUrl: string) {
    this.#script = script
    this.#environment = environment
    this.#readyUrl = readyUrl
  }

  async start(): Promise<void> {
    const child = spawn(process.execPath, [this.#script], {
      cwd: CHECKOUT,
      env: { ...OURS, ...this.#environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#child = child
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        this.#log = (this.#log + chunk.toString()).slice(-20_000)
      })
    }
    const deadline = Date.now() + READY_TIMEOUT
    while (!(await this.#answers())) {
      if (child.exitCode !== null || child.signalCode !== null || Date.now() > deadline) {
        throw new Error(`${this.#script} did not start:\n${this.#log}`)
      }
      await delay(POLL)
    }
  }

  /** What it wrote last. */
  get log(): string {
    return this.#log
  }

  async #answers(): Promise<boolean> {
    const response = await fetch(this.#readyUrl).catch(() => undefined)
    await response?.body?.cancel()
    return response?.ok === true
  }

  /** Ends it, and waits until it has ended. `SIGKILL`: as a crash or a power cut would. */
  async end(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    child.kill(signal)
    await once(child, 'exit')
  }
}

/** Runs a command to its end. @returns what it wrote */
export async function run(
  script: string,
  args: readonly string[],
  environment: Record<string, string>,
): Promise<string> {
  const child = spawn(process.execPath, [script, ...args], {
    cwd: CHECKOUT,
    env: { ...OURS, ...environment },
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0) throw new Error(`${script} failed:\n${output}`)
  return output
}

export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1')
      await once(server, 'listening')
      return server
    }),
  )
  return Promise.all(
    servers.map(async (server) => {
      const { port } = server.address() as AddressInfo
      server.close()
      await once(server, 'close')
      return port
    }),
  )
}

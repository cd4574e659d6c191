import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { ServerTask } from './testing-server.ts'

export interface Acknowledged {
  readonly key: string
  readonly customer: string
  readonly seq: bigint
  readonly balance: bigint
}

export interface RunningServer {
  readonly tried: Set<string>
  readonly acknowledged: Acknowledged[]
  /** Resolves with the exit code, or the signal that ended it, once everything printed was read. */
  readonly ended: Promise<number | string>
  /** Resolves when so many calls were acknowledged. */
  acknowledgedAtLeast(count: number): Promise<void>
  kill(): void
}

/** Starts a server process that consumes. */
export function startServer(task: ServerTask): RunningServer {
  const program = join(import.meta.dirname, 'testing-server.ts')
  const child = spawn(process.execPath, [program, JSON.stringify(task)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const tried = new Set<string>()
  const acknowledged: Acknowledged[] = []
  const waiting: { readonly count: number; readonly resolve: () => void }[] = []
  const lines = createInterface({ input: child.stdout })
  lines.on('line', (line) => {
    const [word, key = '', customer = '', seq = '0', balance = '0'] = line.split(' ')
    if (word === 'try') tried.add(key)
    else acknowledged.push({ key, customer, seq: BigInt(seq), balance: BigInt(balance) })
    for (const waiter of waiting) if (acknowledged.length >= waiter.count) waiter.resolve()
  })
  return {
    tried,
    acknowledged,
    ended: ended(child, once(lines, 'close')),
    async acknowledgedAtLeast(count) {
      if (acknowledged.length >= count) return
      await new Promise<void>((resolve) => waiting.push({ count, resolve }))
    },
    kill() {
      child.kill('SIGKILL')
    },
  }
}

async function ended(child: ChildProcess, read: Promise<unknown>): Promise<number | string> {
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null]
  await read
  return code ?? signal ?? 'unknown'
}

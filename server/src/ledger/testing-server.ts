import { writeSync } from 'node:fs'
import { createPool } from '../database/pool.ts'
import { createLedger } from './index.ts'

/**
 * A server process of its own, for tests: `node testing-server.ts <JSON of ServerTask>`. Callers consume one credit at
 * a time, one call after another, spread over the customers. Prints a line before each call and one after it.
 */
export interface ServerTask {
  readonly url: string
  readonly customers: readonly string[]
  readonly callers: number
  /** Of each caller. */
  readonly calls: number
  /** Begins every idempotency key. */
  readonly prefix: string
}

/** Waits until it is written: what `process.stdout` still holds when the process is killed would never be heard of. */
function print(line: string): void {
  writeSync(1, `${line}\n`)
}

const task = JSON.parse(process.argv[2] ?? '') as ServerTask
const pool = createPool(task.url, { max: 4 })
const ledger = await createLedger({ pool, connectionString: task.url })

async function call(caller: number): Promise<void> {
  for (let turn = 0; turn < task.calls; turn += 1) {
    const customer = task.customers[(caller + turn * task.callers) % task.customers.length] ?? ''
    const idempotencyKey = `${task.prefix}-${caller}-${turn}`
    print(`try ${idempotencyKey}`)
    // oxlint-disable-next-line no-await-in-loop -- a caller waits for its answer
    const answer = await ledger.consume({ customer, currency: 'credits', amount: 1n, idempotencyKey })
    print(`done ${idempotencyKey} ${customer} ${answer.seq} ${answer.balance}`)
  }
}

await Promise.all(Array.from({ length: task.callers }, async (_, caller) => await call(caller)))
await ledger.close()
await pool.end()

/**
 * `pnpm bench:streams [--streams 10000] [--seconds 10] [--rate 20]`: live streams held by one server, its memory for
 * each, and how long a change takes from the ledger to a stream while they are held. Server and readers are processes
 * of their own, each of which needs a file descriptor for every stream.
 */
import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { setTimeout as wait } from 'node:timers/promises'
import { ask, startChild, withScene } from './http/children.ts'
import type { Held, Hold } from './http/hold-streams.ts'
import type { Serving, Used } from './http/serve.ts'
import { quantile } from './measure.ts'
import { offerHelp } from './offer-help.ts'
import { customerOf } from './scene.ts'

offerHelp('npm run bench:streams -- [--streams 10000] [--seconds 10] [--rate 20]')

const { values } = parseArgs({
  options: {
    streams: { type: 'string', default: '10000' },
    seconds: { type: 'string', default: '10' },
    /** Changes a second. */
    rate: { type: 'string', default: '20' },
  },
})

/** Each of a customer of its own, with as many streams as tabs that they might have. */
const STREAMS_OF_A_CUSTOMER = 10
/** What the server needs beside its streams. */
const OTHER_FILES = 200
/** Milliseconds after the last change in which its events arrive. */
const TAIL = 1500

async function measure(databaseUrl: string): Promise<void> {
  const streams = Number(values.streams)
  const customers = Math.min(1000, Math.ceil(streams / STREAMS_OF_A_CUSTOMER))
  const children = [
    startChild('serve.ts', databaseUrl, String(customers)),
    startChild('hold-streams.ts'),
  ] as const
  const [server, readers] = children
  try {
    const [serving] = (await once(server, 'message')) as [Serving]
    const before = await ask<Used>(server, {})
    const { origin, tokens, ports, secret } = serving
    const began = performance.now()
    await ask<Held>(readers, { port: ports.real, streams, origin, tokens } satisfies Hold)
    const opening = (performance.now() - began) / 1000
    const after = await ask<Used>(server, {})
    const changes = await change(`http://127.0.0.1:${ports.real}/v1/consume`, secret, customers)
    await wait(TAIL)
    const { open, delays } = await ask<Held>(readers, {})
    const sorted = delays.toSorted((one, other) => one - other)
    process.stdout.write(
      `${open} of ${streams} streams held, opened in ${opening.toFixed(1)} s, ` +
        `${((after.memory - before.memory) / streams / 1024).toFixed(1)} KiB of the server's memory each\n` +
        `${changes} changes, ${delays.length} arrivals: from the ledger's instant to the stream ` +
        `median ${quantile(sorted, 0.5)} ms, 99th percentile ${quantile(sorted, 0.99)} ms\n`,
    )
  } finally {
    for (const child of children) child.kill()
  }
}

/** Consumes for one customer after another at an even pace. @returns how often */
async function change(url: string, secret: string, customers: number): Promise<number> {
  const count = Number(values.seconds) * Number(values.rate)
  for (let turn = 0; turn < count; turn += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one after another
    const [answer] = await Promise.all([
      consume(url, secret, turn % customers),
      wait(1000 / Number(values.rate)),
    ])
    if (answer.status !== 200) throw new Error(`A consumption was answered with ${answer.status}.`)
  }
  return count
}

async function consume(url: string, secret: string, customer: number): Promise<Response> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${secret}`,
      'content-type': 'application/json',
      'idempotency-key': crypto.randomUUID(),
    },
    body: JSON.stringify({ customer: customerOf(customer), feature: 'summary' }),
  })
  await answer.arrayBuffer()
  return answer
}

const { open_files: files } = (
  process.report.getReport() as { userLimits: { open_files: { hard: number | string } } }
).userLimits
if (Number(files.hard) < Number(values.streams) + OTHER_FILES) {
  throw new Error(
    `A process may open ${files.hard} files here. Raise that with ulimit -n, or ask for fewer streams.`,
  )
}
await withScene(measure)

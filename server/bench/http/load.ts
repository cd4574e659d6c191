import { connect } from 'node:net'
import { type Run, runFor } from '../measure.ts'

/**
 * A process of its own that sends requests: it is told what to send by messages, and answers each with a Run. It
 * writes bytes to sockets by itself, so that little of the machine goes into asking.
 */

/** What to send, over and over. */
export interface Load {
  readonly port: number
  readonly connections: number
  readonly milliseconds: number
  readonly method: 'GET' | 'POST'
  readonly path: string
  /** One of them for each connection, in turn. */
  readonly headers: readonly Readonly<Record<string, string>>[]
  /** One of them for each request, by chance; with a key of its own. */
  readonly bodies?: readonly string[]
}

const LENGTH = /^content-length: (\d+)\r$/im

/** A connection that is kept, with one request at a time. */
class Connection {
  readonly #socket
  #answer = ''
  #done: (() => void) | undefined
  #failed: ((error: Error) => void) | undefined

  constructor(port: number) {
    this.#socket = connect(port, '127.0.0.1')
    this.#socket.setNoDelay(true)
    this.#socket.setEncoding('latin1')
    this.#socket.on('data', (chunk: string) => this.#take(chunk))
    this.#socket.on('error', (error) => this.#failed?.(error))
    this.#socket.on('close', () => this.#failed?.(new Error('The server closed the connection.')))
  }

  async send(text: string): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#done = resolve
      this.#failed = reject
      this.#socket.write(text)
    })
  }

  close(): void {
    this.#failed = undefined
    this.#socket.destroy()
  }

  #take(chunk: string): void {
    this.#answer += chunk
    const head = this.#answer.indexOf('\r\n\r\n')
    if (head === -1) return
    const length = Number(LENGTH.exec(this.#answer.slice(0, head + 2))?.[1])
    if (this.#answer.length < head + 4 + length) return
    const answer = this.#answer
    this.#answer = ''
    if (answer.startsWith('HTTP/1.1 200 ')) this.#done?.()
    else this.#failed?.(new Error(`An answer that was not expected: ${answer}`))
  }
}

async function send(load: Load): Promise<Run> {
  const connections = Array.from({ length: load.connections }, () => new Connection(load.port))
  const heads = load.headers.map((headers) =>
    [
      `${load.method} ${load.path} HTTP/1.1`,
      `Host: 127.0.0.1:${load.port}`,
      ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ].join('\r\n'),
  )
  try {
    return await runFor(load.milliseconds, load.connections, async (caller) => {
      await connections[caller]?.send(requestOf(load, heads[caller % heads.length] ?? ''))
    })
  } finally {
    for (const connection of connections) connection.close()
  }
}

function requestOf({ bodies }: Load, head: string): string {
  if (!bodies) return `${head}\r\n\r\n`
  const body = bodies[Math.floor(Math.random() * bodies.length)] ?? ''
  return (
    `${head}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n` +
    `Idempotency-Key: ${crypto.randomUUID()}\r\n\r\n${body}`
  )
}

process.on('message', (load: Load) => {
  void send(load).then(
    (run) => process.send?.({ run }),
    (error: unknown) => process.send?.({ error: String(error) }),
  )
})

import { connect, type Socket } from 'node:net'

/**
 * A process of its own that holds live streams open. Told how many, it answers when all of them have said hello;
 * asked again, it answers with how long each balance took to arrive since, and how many streams are still open.
 */

/** What to open; or nothing, to hear what came. */
export interface Hold {
  readonly port: number
  readonly streams: number
  readonly origin: string
  /** Shared out among the streams. */
  readonly tokens: readonly string[]
}

export interface Held {
  readonly open: number
  /** Milliseconds from the instant in the ledger to the arrival of the event, for each stream. */
  readonly delays: readonly number[]
}

/** Opened at once, so that the server's queue of new connections is never full. */
const AT_ONCE = 100

let open = 0
let delays: number[] = []

async function openStream({ port, origin }: Hold, token: string): Promise<void> {
  const socket = connect(port, '127.0.0.1')
  socket.setEncoding('utf8')
  socket.write(
    `GET /v1/me/stream HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: Bearer ${token}\r\nOrigin: ${origin}\r\n\r\n`,
  )
  await sayHello(socket)
  open += 1
  socket.on('close', () => (open -= 1))
  socket.on('error', () => {})
  socket.on('data', (chunk: string) => take(chunk))
}

async function sayHello(socket: Socket): Promise<void> {
  let text = ''
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
    text += String(chunk)
    if (text.includes('event: hello')) return
    if (/^HTTP\/1.1 [^2]/.test(text)) throw new Error(text)
  }
  throw new Error(`A stream ended before it began: ${text}`)
}

function take(chunk: string): void {
  const now = Date.now()
  for (const [, at = ''] of chunk.matchAll(/"type":"balance.changed".*"at":"([^"]+)"/g)) {
    delays.push(now - Date.parse(at))
  }
}

async function openAll(hold: Hold): Promise<void> {
  for (let first = 0; first < hold.streams; first += AT_ONCE) {
    const count = Math.min(AT_ONCE, hold.streams - first)
    const tokens = Array.from(
      { length: count },
      (_, index) => hold.tokens[(first + index) % hold.tokens.length],
    )
    // oxlint-disable-next-line no-await-in-loop -- a hundred after another
    await Promise.all(tokens.map((token = '') => openStream(hold, token)))
  }
}

function tell(): void {
  process.send?.({ open, delays } satisfies Held)
  delays = []
}

process.on('message', (message: Partial<Hold>) => {
  if (message.streams === undefined) tell()
  else openAll(message as Hold).then(tell, (error: unknown) => process.send?.({ error: String(error) }))
})

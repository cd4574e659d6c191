import type { ServerResponse } from 'node:http'
import type { StreamEvent } from '../src/wire.ts'
import type { SeenRequest, TestServer } from './server.ts'

/**
 * The live stream as the server speaks it: events are kept, a reader resumes after the number in Last-Event-ID, and
 * only the last event of a batch carries its cursor.
 */
export class TestStream {
  readonly opened: SeenRequest[] = []
  readonly #readers = new Set<ServerResponse>()
  readonly #log: StreamEvent[] = []
  readonly #waiting = new Set<() => void>()

  constructor(server: TestServer) {
    server.answer('/v1/me/stream', (request, response) => {
      const cursor = request.headers['last-event-id']
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      const from = cursor === undefined ? this.#log.length : Number(cursor)
      response.write(`event: hello\nid: ${from}\ndata: {"cursor":"${from}"}\n\n`)
      this.#write(response, from)
      this.opened.push(request)
      this.#readers.add(response)
      response.on('close', () => {
        this.#readers.delete(response)
        this.#check()
      })
      this.#check()
    })
  }

  get readers(): number {
    return this.#readers.size
  }

  emit(...events: StreamEvent[]): void {
    const from = this.#log.length
    this.#log.push(...events)
    for (const reader of this.#readers) this.#write(reader, from)
  }

  /** Writes what is no event, to every reader. */
  raw(text: string): void {
    for (const reader of this.#readers) reader.write(text)
  }

  /** Cuts every reader's line. */
  cut(): void {
    for (const reader of this.#readers) reader.destroy()
  }

  /** When this many have connected in all. */
  connections(count: number): Promise<void> {
    return this.#when(() => this.opened.length >= count)
  }

  /** When exactly this many are reading. */
  reading(count: number): Promise<void> {
    return this.#when(() => this.#readers.size === count)
  }

  #write(reader: ServerResponse, from: number): void {
    const events = this.#log.slice(from)
    if (!events.length) return
    const text = events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n`).join('\n')
    reader.write(`${text}id: ${this.#log.length}\n\n`)
  }

  #when(condition: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const check = (): void => {
        if (!condition()) return
        this.#waiting.delete(check)
        resolve()
      }
      this.#waiting.add(check)
      check()
    })
  }

  #check(): void {
    for (const check of this.#waiting) check()
  }
}

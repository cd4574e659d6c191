import { request, type IncomingMessage } from 'node:http'

export interface SseMessage {
  readonly event: string
  readonly id: string | undefined
  readonly data: Record<string, unknown>
}

/** Reads a live stream as a browser would. */
export class SseReader {
  readonly messages: SseMessage[] = []
  readonly response: IncomingMessage
  ended = false
  #text = ''
  #waiting: (() => void)[] = []

  private constructor(response: IncomingMessage) {
    this.response = response
    response.setEncoding('utf8')
    response.on('data', (chunk: string) => this.#take(chunk))
    response.on('close', () => {
      this.ended = true
      this.#wake()
    })
    // A cut connection is told of by 'close' too.
    response.on('error', () => {})
  }

  static async open(url: string, headers: Record<string, string> = {}): Promise<SseReader> {
    return await new Promise((resolve, reject) => {
      const outgoing = request(url, { headers, agent: false }, (response) => resolve(new SseReader(response)))
      outgoing.on('error', reject)
      outgoing.end()
    })
  }

  /** The last cursor that was given. */
  get cursor(): string | undefined {
    return this.messages.findLast((message) => message.id !== undefined)?.id
  }

  /** The data of all messages of a kind. */
  of(event: string): Record<string, unknown>[] {
    return this.messages.filter((message) => message.event === event).map((message) => message.data)
  }

  /** Resolves as soon as `condition` holds; fails when the stream ends before. */
  async until(condition: (reader: SseReader) => boolean): Promise<void> {
    while (!condition(this)) {
      if (this.ended) throw new Error(`The stream ended after ${JSON.stringify(this.messages)}`)
      // oxlint-disable-next-line no-await-in-loop -- each message may be the one
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    }
  }

  async untilEnd(): Promise<void> {
    while (!this.ended) {
      // oxlint-disable-next-line no-await-in-loop -- each wake-up may be the last
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    }
  }

  close(): void {
    this.response.destroy()
  }

  #take(chunk: string): void {
    this.#text += chunk
    const blocks = this.#text.split('\n\n')
    this.#text = blocks.pop() ?? ''
    for (const block of blocks) this.#read(block)
    this.#wake()
  }

  #read(block: string): void {
    const fields = new Map(
      block.split('\n').map((line) => {
        const colon = line.indexOf(':')
        return [line.slice(0, colon), line.slice(colon + 1).trim()] as const
      }),
    )
    const data = fields.get('data')
    if (data === undefined) return
    const parsed = JSON.parse(data) as Record<string, unknown>
    this.messages.push({ event: fields.get('event') ?? 'message', id: fields.get('id'), data: parsed })
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve()
  }
}

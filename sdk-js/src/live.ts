import type { CreditsError } from './error.ts'
import type { Send } from './request.ts'
import { readEvents } from './sse.ts'
import type { ConnectionState } from './types.ts'
import type { StreamEvent } from './wire.ts'

/** The server sends a heartbeat every 15 s: after two missed ones the line is dead. */
const SILENCE = 40_000
/** An open stream without its first event is stuck in a proxy. */
const HELLO_TIMEOUT = 10_000
const LONGEST_PAUSE = 30_000

/** What a stream tells. */
export interface Message {
  event?: StreamEvent
  /** Where the stream can be resumed. */
  cursor?: string | undefined
  state?: ConnectionState | undefined
  /** Events may have been missed: what was fetched earlier may be out of date. */
  missed?: boolean
}

/** Keeps one stream open until `signal` ends it, through cuts, restarts and lost networks. */
export async function keepStream(
  send: Send,
  cursor: string | undefined,
  tell: (message: Message) => void,
  signal: AbortSignal,
): Promise<void> {
  let cut = (): void => {}
  let wake = (): void => {}
  const lost = (): void => {
    tell({ state: 'offline' })
    cut()
  }
  const found = (): void => wake()

  /** One connection, from opening to its end. True when it was live. */
  async function follow(): Promise<boolean> {
    const line = new AbortController()
    cut = () => line.abort()
    let live = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const expect = (milliseconds: number): void => {
      clearTimeout(timer)
      timer = setTimeout(cut, milliseconds)
    }
    try {
      const resumed = cursor
      const body = await send('/v1/me/stream', {
        headers: { accept: 'text/event-stream', ...(resumed && { 'last-event-id': resumed }) },
        repeatable: false,
        signal: AbortSignal.any([signal, line.signal]),
        read: (response) => response.body,
      })
      expect(HELLO_TIMEOUT)
      await readEvents(
        body as ReadableStream<Uint8Array>,
        ({ id, event, data }) => {
          const content = JSON.parse(data) as { cursor?: string }
          cursor = id ?? content.cursor ?? cursor
          if (event === 'hello') {
            live = true
            tell({ state: 'live', missed: !resumed, cursor })
          } else if (event === 'resync') tell({ missed: true, cursor })
          else if ('type' in content) tell({ event: content as StreamEvent, cursor })
        },
        () => {
          if (live) expect(SILENCE)
          tell({})
        },
      )
    } catch (cause) {
      // A line that was live and broke is opened again at once; only if that fails is something wrong.
      if (!live) throw cause
    } finally {
      clearTimeout(timer)
    }
    return live
  }

  // Only a browser's window tells of lost networks.
  globalThis.addEventListener?.('offline', lost)
  globalThis.addEventListener?.('online', found)
  for (let failures = 0; !signal.aborted;) {
    try {
      failures = (await follow()) ? 0 : failures + 1
    } catch (cause) {
      failures++
      const offline = (cause as CreditsError).code === 'network'
      if (!signal.aborted) tell({ state: offline ? 'offline' : 'polling' })
    }
    if (signal.aborted) break
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, Math.min(LONGEST_PAUSE, 300 * 2 ** failures) * (0.5 + Math.random()))
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
      signal.addEventListener('abort', wake)
    })
  }
  globalThis.removeEventListener?.('offline', lost)
  globalThis.removeEventListener?.('online', found)
}

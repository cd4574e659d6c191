import type { Message } from './live.ts'
import { pause, type Send } from './request.ts'
import type { Followed } from './rules.ts'
import type { ConnectionState, CreditsOptions, SessionToken } from './types.ts'

const POLL_INTERVAL = 10_000

export interface UpdatesOptions {
  send: Send
  mode: CreditsOptions['updates']
  baseUrl: string
  getSession: () => Promise<SessionToken>
  /** What the events of the stream are applied to. */
  followed: Iterable<Followed>
  onMessage: (message: Message) => void
  closed: AbortSignal
}

/**
 * Keeps changes coming while somebody wants them: by the stream, whose code is fetched beside the first figures,
 * and by polling where there is none. Each call of what it returns is one who wants them, and gives what to call
 * when that ends.
 */
export function createUpdates(options: UpdatesOptions): () => () => void {
  const { mode = 'live', onMessage, closed } = options
  let wanted = 0
  let cursor: string | undefined
  let ended: AbortController

  async function start(): Promise<void> {
    ended = new AbortController()
    const signal = AbortSignal.any([ended.signal, closed])
    let state: ConnectionState | undefined
    const receive = (message: Message): void => {
      if (signal.aborted) return
      cursor = message.cursor ?? cursor
      state = message.state ?? state
      onMessage(message)
    }
    let streams = false
    while (!signal.aborted) {
      if (mode === 'live' && !streams) {
        streams = await import('./share-stream.ts').then(
          ({ shareStream }) => {
            // What was missed until its first connection, that one says.
            void shareStream(options, () => cursor, receive, signal)
            return true
          },
          // Asked for again with the next poll.
          () => false,
        )
      }
      if (!streams && !state) receive({ state: 'polling' })
      await pause(POLL_INTERVAL, signal)
      if (state === 'polling') receive({ missed: true })
    }
  }

  return () => {
    if (mode === 'none' || closed.aborted) return () => {}
    if (!wanted++) void start()
    return () => {
      if (!--wanted) ended.abort()
    }
  }
}

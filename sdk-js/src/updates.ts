import type { Followed } from './rules.ts'
import type { Send } from './request.ts'
import type { ConnectionState, CreditsOptions, SessionToken } from './types.ts'
import type { StreamEvent } from './wire.ts'

export const POLL_INTERVAL = 10_000

export interface UpdatesOptions {
  send: Send
  mode: CreditsOptions['updates']
  baseUrl: string
  getSession: () => Promise<SessionToken>
  followed: Set<Followed>
  /** How the connection stands. */
  connection: (state: ConnectionState) => void
  /** An event of the stream. */
  tell: (event: StreamEvent) => void
  /** From where the stream is resumed. */
  cursor?: string | undefined
  closed: AbortSignal
}

/**
 * Keeps what is followed up to date while somebody wants it. How, is in a file of its own (`upkeep.ts`), which is
 * fetched beside the first figures; as long as it does not come, everything is asked for anew now and then. Each call
 * of what it returns is one who wants changes, of a value or of any, and gives what to call when that ends.
 */
export function createUpdates(options: UpdatesOptions): (one?: Followed) => () => void {
  const { mode, followed, connection, closed } = options
  let upkeep: typeof import('./upkeep.ts') | undefined
  let wanted = 0
  let ended: AbortController

  async function start(): Promise<void> {
    ended = new AbortController()
    const signal = AbortSignal.any([ended.signal, closed])
    while (!signal.aborted) {
      /* oxlint-disable no-await-in-loop -- one try after another */
      upkeep = await import('./upkeep.ts').catch(() => undefined)
      if (upkeep) return upkeep.keepUp(options, signal)
      if (mode !== 'none') connection('polling')
      await new Promise((resolve) => setTimeout(resolve, POLL_INTERVAL))
      /* oxlint-enable no-await-in-loop */
      for (const { cell } of followed) cell.again()
    }
  }

  return (one) => {
    if (closed.aborted) return () => {}
    if (one) {
      followed.add(one)
      upkeep?.tend(one)
    }
    if (!wanted++) void start()
    return () => {
      if (one) followed.delete(one)
      if (!--wanted) ended.abort()
    }
  }
}

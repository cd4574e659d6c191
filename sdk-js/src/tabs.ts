import type { Message } from './live.ts'

/** A leader that tells nothing for so long has been frozen by the browser: another tab takes over. */
const SILENCE = 45_000

/**
 * Elects one of the tabs with this name to run `lead`, and tells all the others what it tells. When the leading
 * tab goes, the next takes over. Where the browser cannot, or without a name, this tab leads alone.
 */
export async function shareAmongTabs(
  name: string | undefined,
  lead: (tell: (message: Message) => void, signal: AbortSignal) => Promise<void>,
  receive: (message: Message) => void,
  signal: AbortSignal,
): Promise<void> {
  const locks = globalThis.navigator?.locks
  if (!name || !locks) return lead(receive, signal)
  const channel = new BroadcastChannel(name)
  let leading = false
  /** What a tab that joins has to know. */
  let last: Message = {}
  let steal = false
  /** What came before this tab listened was told to the others only. */
  let missed = true
  let end: (() => void) | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const expect = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      steal = true
      end?.()
    }, SILENCE)
  }
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no target
  const post = (message: Message | 'join'): void => channel.postMessage(message)
  const tellAll = (message: Message): void => {
    last = { state: message.state ?? last.state, cursor: message.cursor ?? last.cursor }
    post(message)
    receive(message)
  }
  channel.addEventListener('message', ({ data }: MessageEvent<Message | 'join'>) => {
    if (data === 'join') {
      if (leading) post(last)
    } else if (!leading) {
      expect()
      receive({ missed, ...data })
      missed = false
    }
  })
  post('join')

  while (!signal.aborted) {
    const turn = new AbortController()
    end = () => turn.abort()
    signal.addEventListener('abort', end)
    const options = steal ? { steal } : { signal: turn.signal }
    steal = false
    expect()
    try {
      await locks.request(name, options, () => {
        leading = true
        clearTimeout(timer)
        return lead(tellAll, turn.signal)
      })
    } catch {
      // The wait was ended, or another tab has taken the lead.
    }
    leading = false
    end()
  }
  clearTimeout(timer)
  channel.close()
}

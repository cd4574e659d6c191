import { keepStream, type Message } from './live.ts'
import { applyEvent } from './tend.ts'
import { shareAmongTabs } from './tabs.ts'
import type { SessionToken } from './types.ts'
import type { UpdatesOptions } from './updates.ts'

/** Keeps one stream for all tabs of a customer, from where it was left, until `signal` ends it. */
export async function shareStream(
  options: UpdatesOptions,
  receive: (message: Message) => void,
  signal: AbortSignal,
): Promise<void> {
  const { send, baseUrl, getSession, followed } = options
  const { customer } = await getSession().catch(() => ({}) as SessionToken)
  const name = customer && `creditkit ${baseUrl} ${customer}`
  const apply = (message: Message): void => {
    const { event } = message
    if (event && !signal.aborted) for (const one of followed) applyEvent(one, event)
    receive(message)
  }
  await shareAmongTabs(name, (tell, turn) => keepStream(send, options.cursor, tell, turn), apply, signal)
}

export interface ServerSentEvent {
  id: string | undefined
  event: string
  data: string
}

/**
 * Reads `text/event-stream` until it ends. `onEvent` gets each event; `onBytes` is told of anything that came,
 * heartbeats included.
 */
export async function readEvents(
  body: ReadableStream<Uint8Array>,
  onEvent: (event: ServerSentEvent) => void,
  onBytes: () => void,
): Promise<void> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    onBytes()
    rest += decoder.decode(value, { stream: true })
    const blocks = rest.split(/\r?\n\r?\n/)
    rest = blocks.pop() ?? ''
    for (const block of blocks) {
      const fields: Record<string, string> = {}
      for (const line of block.split(/\r?\n/)) {
        const [, name, value = ''] = /^([^:]+):? ?(.*)$/.exec(line) ?? []
        if (name) fields[name] = name === 'data' && name in fields ? `${fields[name]}\n${value}` : value
      }
      const { id, event = 'message', data } = fields
      if (data !== undefined) onEvent({ id, event, data })
    }
  }
}

/** Gives a field of one event, as `id`, `event` or `data`. */
export type Field = (name: string) => string | undefined

/**
 * Reads `text/event-stream`, as the server writes it (data in one line, no carriage returns), until it ends. `onBytes` is told
 * of anything that came, heartbeats included.
 */
export async function readEvents(
  body: ReadableStream<Uint8Array>,
  onEvent: (field: Field) => void,
  onBytes: () => void,
): Promise<void> {
  const reader = body
    .pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>)
    .getReader()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    rest += value
    const blocks = rest.split('\n\n')
    rest = blocks.pop() ?? ''
    // Not by `.` and the flag `m`, to which U+2028 and U+2029 end a line too: JSON has them in its texts as they are.
    for (const block of blocks) onEvent((name) => new RegExp(`\n${name}: ?([^\n]*)`).exec(`\n${block}`)?.[1])
    onBytes()
  }
}

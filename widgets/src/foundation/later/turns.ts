/**
 * Elements that hear the same news take turns, so that a hundred of them never hold up the page: what one
 * task has no time for is done in the next.
 */

/** How long one task works, in ms: half a frame, with room for a processor four times as slow. */
const SLICE = 8

const waiting: (() => void)[] = []
let end = 0
let next: MessageChannel | undefined

/** Does `work` now, or later where this task has worked for long enough. */
export function inTurn(work: () => void): void | Promise<void> {
  if (!end) {
    begin()
    return work()
  }
  if (!waiting.length && performance.now() < end) return work()
  return new Promise<void>((resolve) => waiting.push(resolve)).then(work)
}

function begin(): void {
  end = performance.now() + SLICE
  if (!next) {
    next = new MessageChannel()
    next.port1.addEventListener('message', () => void proceed())
    next.port1.start()
  }
  // Not a timer: those wait longer the more often they are set.
  next.port2.postMessage(0)
}

async function proceed(): Promise<void> {
  end = 0
  if (!waiting.length) return
  begin()
  while (waiting.length && performance.now() < end) {
    waiting.shift()?.()
    // Lets it be done before the clock is read again.
    // oxlint-disable-next-line no-await-in-loop
    await Promise.resolve()
  }
}

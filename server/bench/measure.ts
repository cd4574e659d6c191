/** What a number of callers did in a while, each one call after another. */
export interface Run {
  /** Calls a second. */
  readonly rate: number
  /** Milliseconds. */
  readonly median: number
  readonly p99: number
}

/** Lets callers call for so many milliseconds. */
export async function runFor(
  milliseconds: number,
  callers: number,
  call: (caller: number, turn: number) => Promise<unknown>,
): Promise<Run> {
  const times: number[] = []
  const begin = performance.now()
  const end = begin + milliseconds
  await Promise.all(
    Array.from({ length: callers }, async (_, caller) => {
      for (let turn = 0, start = performance.now(); start < end; turn += 1) {
        // oxlint-disable-next-line no-await-in-loop -- a caller waits for its answer
        await call(caller, turn)
        const now = performance.now()
        times.push(now - start)
        start = now
      }
    }),
  )
  const seconds = (performance.now() - begin) / 1000
  times.sort((a, b) => a - b)
  return { rate: times.length / seconds, median: quantile(times, 0.5), p99: quantile(times, 0.99) }
}

export function quantile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}

export function median(numbers: readonly number[]): number {
  return quantile(
    [...numbers].sort((a, b) => a - b),
    0.5,
  )
}

/** Something done again and again, never twice at once. */
export interface Task {
  readonly name: string
  /** From the end of one time to the beginning of the next. */
  readonly everyMilliseconds: number
  readonly run: () => Promise<unknown>
}

/**
 * Runs tasks until it is stopped. A task that fails is told of and comes again.
 * @returns what stops it, once the tasks under way have ended
 */
export function startUpkeep(
  tasks: readonly Task[],
  onError: (name: string, error: unknown) => void,
): () => Promise<void> {
  let stopped = false
  const timers = new Set<NodeJS.Timeout>()
  const running = new Set<Promise<void>>()
  const schedule = (task: Task) => {
    if (stopped) return
    const timer = setTimeout(() => {
      timers.delete(timer)
      const run = perform(task, onError).finally(() => {
        running.delete(run)
        schedule(task)
      })
      running.add(run)
    }, task.everyMilliseconds)
    timers.add(timer)
  }
  for (const task of tasks) schedule(task)
  return async () => {
    stopped = true
    for (const timer of timers) clearTimeout(timer)
    await Promise.all(running)
  }
}

async function perform(task: Task, onError: (name: string, error: unknown) => void): Promise<void> {
  try {
    await task.run()
  } catch (error) {
    onError(task.name, error)
  }
}

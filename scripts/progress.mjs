/** @param {string} text */
export function say(text) {
  process.stdout.write(`${text}\n`)
}

/** @param {number} since Milliseconds, as Date.now() gave them. */
export function elapsed(since) {
  const seconds = (Date.now() - since) / 1000
  if (seconds < 60) return `${seconds.toFixed(1)} s`
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`
}

/** Numbered steps, a line each, so that a person sees how far things are. */
export class Steps {
  /** @param {number} total @param {number} done Steps that were taken before. */
  constructor(total, done = 0) {
    this.total = total
    this.done = done
  }

  /**
   * Does the next step, with its name before and its outcome after it.
   *
   * @template Result
   * @param {string} name
   * @param {(note: (text: string) => void) => Promise<Result>} work `note` replaces the "done" at the line's end.
   * @returns {Promise<Result>}
   */
  async take(name, work) {
    this.done += 1
    const started = Date.now()
    let outcome = 'done'
    process.stdout.write(`${this.done}/${this.total}  ${name} … `)
    try {
      const result = await work((text) => {
        outcome = text
      })
      say(`${outcome} (${elapsed(started)})`)
      return result
    } catch (error) {
      say('failed')
      throw error
    }
  }
}

/** Something to tell a person in plain words, without a stack. */
export class Refusal extends Error {
  /** @override */
  name = 'Refusal'
}

/**
 * Prints why a command ends and sets its exit code.
 *
 * @param {unknown} error
 */
export function fail(error) {
  const text = error instanceof Refusal ? error.message : error instanceof Error ? error.stack : String(error)
  process.stderr.write(`\n${text}\n`)
  process.exitCode = 1
}

/**
 * Tells readings that go over connections of their own, and so end in any order, whether a later one has ended before
 * them: one that was overtaken may not know what that has found.
 */
export class Readings {
  #begun = 0
  #ended = 0

  /** Begins a reading. @returns what tells, at its end, whether it is the newest so far */
  begin(): () => boolean {
    const turn = ++this.#begun
    return () => {
      if (turn < this.#ended) return false
      this.#ended = turn
      return true
    }
  }
}

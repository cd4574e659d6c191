export interface Listeners<T> {
  /** Returns what takes it out again, and tells whether it was still in. */
  add: (listener: (value: T) => void) => () => boolean
  /** Tells each of them. One that throws is reported, and keeps nothing from the others. */
  tell: (value: T) => void
  empty: () => boolean
}

export function createListeners<T>(): Listeners<T> {
  // Keyed by a symbol each, so that the same function added twice is two listeners.
  const all = new Map<symbol, (value: T) => void>()
  return {
    add(listener) {
      const key = Symbol()
      all.set(key, listener)
      return () => all.delete(key)
    },
    tell(value) {
      for (const listener of all.values()) {
        try {
          listener(value)
        } catch (error) {
          void Promise.reject(error)
        }
      }
    },
    empty: () => !all.size,
  }
}

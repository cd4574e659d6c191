/** A setting that is well-formed and of no use: names its variable, what to do, and why. */
export class SettingError extends Error {
  override readonly name = 'SettingError'

  constructor(sentence: string, cause: unknown) {
    // Where a name has several addresses, Node's error has no message of its own.
    const { message, code } = cause as { message?: string; code?: string }
    super(`${sentence} (${message || code || String(cause)})`, { cause })
  }
}

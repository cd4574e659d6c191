/** Warns a developer in the console, once for each message. Elements never throw on a bad value. */
const warned = new Set<string>()

export function warnOnce(message: string): void {
  if (warned.has(message)) return
  warned.add(message)
  // oxlint-disable-next-line no-console -- the console is where a page's developer looks
  console.warn(`[creditkit] ${message}`)
}

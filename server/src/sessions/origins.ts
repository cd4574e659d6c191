/**
 * The origin that a text is an address of, as browsers write it; undefined where it is none.
 * Only http and https have origins that a page can be bound to; "null" is nobody's.
 */
export function originOf(text: string): string | undefined {
  const url = URL.parse(text)
  // The URL parser takes an asterisk for a name; here it could only be meant as a wildcard.
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname.includes('*')) return undefined
  return url.origin
}

/**
 * The exact allow-list of origins. Nothing is normalised: browsers send origins in one way only, and what differs
 * in a single character is somebody else's.
 */
export class Origins {
  readonly #allowed: ReadonlySet<string>

  constructor(allowed: Iterable<string>) {
    this.#allowed = new Set(allowed)
  }

  allows(origin: string): boolean {
    return this.#allowed.has(origin)
  }
}

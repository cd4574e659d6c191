/** In an address these lead to another one, escaped or not; in their place stands what is no id to the server. */
const LEADS_ASTRAY = /^\.{1,2}$/
const NO_ID = '%00'

/**
 * A path whose values are escaped.
 * @throws TypeError where a value is no text, or an empty one: it would be written as "undefined", or lead elsewhere
 */
export function at(parts: TemplateStringsArray, ...values: string[]): string {
  return String.raw({ raw: parts }, ...values.map(segment))
}

function segment(value: unknown): string {
  if (typeof value !== 'string' || value === '') {
    throw new TypeError(`Give every id as a text, not ${value === '' ? 'an empty one' : String(value)}.`)
  }
  return LEADS_ASTRAY.test(value) ? NO_ID : encodeURIComponent(value)
}

/** In an address these lead to another one, escaped or not; in their place stands what is no id to the server. */
const LEADS_ASTRAY = /^\.{0,2}$/
const NO_ID = '%00'

/** A path whose values are escaped. */
export function at(parts: TemplateStringsArray, ...values: string[]): string {
  const escaped = values.map((value) => (LEADS_ASTRAY.test(value) ? NO_ID : encodeURIComponent(value)))
  return String.raw({ raw: parts }, ...escaped)
}

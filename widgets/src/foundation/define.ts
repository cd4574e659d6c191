/** Defines an element; quiet when the same version is there already, and says so when another is. */
import { VERSION } from './version.ts'

export function define(name: string, element: CustomElementConstructor): void {
  const present = customElements.get(name) as { version?: string } | undefined
  if (!present) customElements.define(name, element)
  else if (present.version !== VERSION) {
    // oxlint-disable-next-line no-console -- the console is where a page's developer looks
    console.warn(`[creditkit] <${name}> ${VERSION} is not defined: ${present.version} is already there.`)
  }
}

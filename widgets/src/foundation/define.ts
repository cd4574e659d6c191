/** Defines an element; quiet when the same version is there already, and says so when another is. */
import { VERSION } from './version.ts'
import { warnOnce } from './warn.ts'

export function define(name: string, element: CustomElementConstructor): void {
  const present = customElements.get(name) as { version?: string } | undefined
  if (!present) customElements.define(name, element)
  else if (present.version !== VERSION) {
    warnOnce(`<${name}> ${VERSION} is not defined: version ${present.version ?? 'unknown'} is already there.`)
  }
}

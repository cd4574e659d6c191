/**
 * `@property` as Lit has it, for legacy decorators alone.
 *
 * Lit's own also carries the standard-decorator branch, which no build of ours can take
 * (Oxc does not lower standard decorators), at a quarter of a kilobyte in every bundle.
 */
import type { PropertyDeclaration, ReactiveElement } from 'lit'

type Decorator = (prototype: ReactiveElement, name: PropertyKey) => void

/** A reactive property with an attribute of its own. */
export function property(options: PropertyDeclaration = {}): Decorator {
  return (prototype, name) => {
    ;(prototype.constructor as typeof ReactiveElement).createProperty(name, options)
  }
}

/** Stands in for the compiler's helper in the bundles: as much of it as the decorators of `foundation/decorators.ts` need. */
type Decorator = (prototype: object, name: PropertyKey) => void

export default function decorate(decorators: Decorator[], prototype: object, name: PropertyKey): void {
  for (const each of decorators) each(prototype, name)
}

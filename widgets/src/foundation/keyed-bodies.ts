/**
 * The bodies of a table, one for each item: `<table ${keyedBodies(items, key, template)}>`.
 *
 * A body goes with its item: when items come before it, it moves, and what has the focus in it keeps it.
 * Lit's `repeat` does the same for any nodes, at three times the size.
 */
import { nothing, render } from 'lit'
import type { TemplateResult } from 'lit'
import { Directive, directive } from 'lit/directive.js'
import type { DirectiveResult, ElementPart } from 'lit/directive.js'

class KeyedBodies extends Directive {
  #bodies = new Map<string, HTMLTableSectionElement>()

  render(
    _items: unknown[],
    _key: (item: never) => string,
    _template: (item: never) => TemplateResult,
  ): unknown {
    return nothing
  }

  override update(
    { element }: ElementPart,
    [items, key, template]: [never[], (item: never) => string, (item: never) => TemplateResult],
  ): unknown {
    const bodies = new Map<string, HTMLTableSectionElement>()
    for (const item of items) {
      const id = key(item)
      const body = this.#bodies.get(id) ?? document.createElement('tbody')
      body.role = 'rowgroup'
      bodies.set(id, body)
      render(template(item), body)
    }
    for (const [id, body] of this.#bodies) if (!bodies.has(id)) body.remove()
    // Going backwards, only what came or moved is put in place: a node that is moved loses the focus.
    let next: Element | null = null
    for (const body of [...bodies.values()].toReversed()) {
      if (body.parentNode !== element || body.nextElementSibling !== next) element.insertBefore(body, next)
      next = body
    }
    this.#bodies = bodies
    return nothing
  }
}

const bodies = directive(KeyedBodies)

export function keyedBodies<T>(
  items: T[],
  key: (item: T) => string,
  template: (item: T) => TemplateResult,
): DirectiveResult {
  return bodies(items, key, template)
}

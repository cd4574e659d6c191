/**
 * Sets custom properties on an element: `<i ${cssVariables({ '--share': '0.4' })}>`.
 *
 * Under a strict content security policy `styleMap` and `style=` lose the style; `setProperty` does not.
 */
import { nothing } from 'lit'
import { Directive, directive, PartType } from 'lit/directive.js'
import type { ElementPart, PartInfo } from 'lit/directive.js'

class CssVariables extends Directive {
  constructor(part: PartInfo) {
    super(part)
    if (part.type !== PartType.ELEMENT) throw new TypeError('cssVariables belongs on an element')
  }

  render(_values: Record<string, string | number>): unknown {
    return nothing
  }

  override update(part: ElementPart, [values]: [Record<string, string | number>]): unknown {
    for (const [name, value] of Object.entries(values)) {
      ;(part.element as HTMLElement).style.setProperty(name, String(value))
    }
    return nothing
  }
}

export const cssVariables = directive(CssVariables)

/**
 * A bar of parts of a whole. It repeats what a legend or a sentence beside it says, so it is hidden
 * from screen readers. Each part has a shape of its own under forced colours, not only a colour.
 */
import { html } from 'lit'
import type { TemplateResult } from 'lit'
import { cssVariables } from '../../foundation/css-variables.ts'

/** `parts`: class name of the colour, and its share of the whole between 0 and 1. */
export function meter(parts: { kind: string; share: number }[]): TemplateResult {
  return html`<div class="meter" part="meter" aria-hidden="true">
    ${parts.map(
      ({ kind, share }) =>
        html`<i class=${kind} .style=${cssVariables({ '--share': `${share * 100}%` })}></i>`,
    )}
  </div>`
}

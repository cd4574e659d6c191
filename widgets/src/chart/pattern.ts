/** A pattern for each series, which stands in for its colour where colours are forced or not enough. */
import { html, svg } from 'lit'
import type { SVGTemplateResult, TemplateResult } from 'lit'

const strokes = [
  '',
  'M-1 1 1-1M0 6 6 0M5 7 7 5',
  'M0 3H6',
  'M3 0V6',
  'M-1 5 1 7M0 0 6 6M5-1 7 1',
  'M0 3H6M3 0V6',
  'M0 0 6 6M0 6 6 0',
  'M1.5 3H4.5',
]

export const patterns: SVGTemplateResult = svg`<defs>${strokes.map(
  (path, index) =>
    svg`<pattern id="p${index + 1}" width="6" height="6" patternUnits="userSpaceOnUse"><rect class="s${
      index + 1
    }" width="6" height="6"/><path class="hatch" d=${path} /></pattern>`,
)}</defs>`

/** The small square in a legend. */
export function swatch(color: number): TemplateResult {
  return html`<svg class="swatch" viewBox="0 0 10 10" aria-hidden="true">
    <rect class="fill s${color}" fill="url(#p${color})" width="10" height="10" rx="3" />
  </svg>`
}

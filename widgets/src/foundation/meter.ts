/**
 * A bar of parts of a whole. It repeats what a legend or a sentence beside it says, so it is hidden
 * from screen readers. Each part has a shape of its own under forced colours, not only a colour.
 */
import { css, html } from 'lit'
import type { TemplateResult } from 'lit'
import { cssVariables } from './css-variables.ts'

/** `parts`: class name of the colour, and its share of the whole between 0 and 1. */
export function meter(parts: { kind: string; share: number }[]): TemplateResult {
  return html`<div class="meter" part="meter" aria-hidden="true">
    ${parts.map(
      ({ kind, share }) =>
        html`<i class=${kind} .style=${cssVariables({ '--share': `${share * 100}%` })}></i>`,
    )}
  </div>`
}

export const meterStyles = css`
  .meter {
    display: flex;
    gap: 2px;
    block-size: calc(var(--_unit) * 2);
    margin-block: calc(var(--_unit) * 4) calc(var(--_unit) * 2.5);
    border-radius: var(--_radius);
    overflow: hidden;
    background: var(--_line);
  }
  .meter i {
    inline-size: var(--share);
    background: var(--_series-1);
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25em 1.25em;
    font-size: 0.893em;
    color: var(--_muted);
  }
  .dot {
    display: inline-block;
    inline-size: 0.62em;
    block-size: 0.62em;
    margin-inline-end: 0.5em;
    border-radius: 0.22em;
    background: var(--_series-1);
  }
  /* Told apart by its stripes too, whatever the colours. */
  .meter .promotional,
  .dot.promotional {
    background: repeating-linear-gradient(
      115deg,
      var(--_series-2) 0 4px,
      color-mix(in oklab, var(--_series-2) 55%, var(--_surface)) 4px 6px
    );
  }
`

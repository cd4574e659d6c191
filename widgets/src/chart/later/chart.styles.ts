/** The looks of what `ChartController` draws. Colours by `s1` to `s8`, patterns where colours won't do. */
import { css, unsafeCSS } from 'lit'

const series = Array.from({ length: 8 }, (_, index) => `.s${index + 1}{--_s:var(--_series-${index + 1})}`)

const drawing = css`
  figure {
    margin: 0;
  }
  .plot {
    position: relative;
    touch-action: pan-y;
  }
  .plot > svg {
    display: block;
    overflow: visible;
  }
  .plot text {
    fill: var(--_faint);
    font-size: 11px;
  }
  .plot .under {
    text-anchor: middle;
  }
  .grid {
    stroke: var(--_line);
  }
  .bar {
    outline: none;
  }
  .slot {
    fill: transparent;
    rx: 4px;
  }
  .slot.active {
    fill: color-mix(in srgb, var(--_text) 6%, transparent);
  }
  .bar:focus-visible .slot {
    stroke: var(--_accent);
    stroke-width: 2;
  }
  pattern rect {
    fill: var(--_s);
  }
  .hatch {
    fill: none;
    stroke: var(--_surface);
    stroke-width: 1.5;
  }
  .before {
    fill: var(--_text);
    stroke: var(--_surface);
    paint-order: stroke;
  }
  .swatch {
    flex: none;
    inline-size: 0.72em;
    block-size: 0.72em;
  }
  .nothing {
    position: absolute;
    inset: 0 0 24px;
    display: grid;
    place-content: center;
    color: var(--_muted);
    text-align: center;
  }
  @media (forced-colors: none) and (not (prefers-contrast: more)) {
    .fill {
      fill: var(--_s);
    }
  }
  .plot {
    print-color-adjust: exact;
  }
`

export const chartStyles = [unsafeCSS(series.join('')), drawing]

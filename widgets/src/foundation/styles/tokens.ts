/**
 * The custom properties a host can set, in two tiers: `--credit-surface` for all elements and
 * `--credit-balance-surface` for one of them, which wins. Inside, styles use the private `--_surface`.
 *
 * - Colours follow the page's `color-scheme` by `light-dark()`; where a browser lacks that, and under
 *   forced colours, they are the system's.
 * - `--credit-density` scales every distance (1 as designed), `--credit-radius` every corner.
 * - The font is the host's unless `--credit-font` names another; sizes are relative to `--credit-font-size`.
 */
import { css, unsafeCSS } from 'lit'
import type { CSSResult } from 'lit'

// A host that sets its accent alone gets a ground that goes with it.
const soft = 'color-mix(in oklab,var(--_accent) 10%,var(--_surface))'

/** name: [light, dark, system]. The pairs of text and ground meet WCAG AA (4.5:1), outlines and series 3:1. */
export const colors = {
  surface: ['#fff', '#17171b', 'Canvas'],
  raised: ['#fafafb', '#1e1e23', 'Canvas'],
  text: ['#17171c', '#f2f2f5', 'CanvasText'],
  muted: ['#63636e', '#a3a3ae', 'CanvasText'],
  faint: ['#6a6a75', '#90909c', 'CanvasText'],
  line: ['#e4e4e9', '#2b2b32', 'CanvasText'],
  outline: ['#8f8f9a', '#777783', 'CanvasText'],
  accent: ['#4f46e5', '#8b85ff', 'Highlight'],
  'on-accent': ['#fff', '#100e2a', 'HighlightText'],
  'accent-soft': [soft, soft, 'Canvas'],
  good: ['#0f7b4f', '#55d39a', 'CanvasText'],
  'good-soft': ['#e3f5ec', '#12301f', 'Canvas'],
  warn: ['#925600', '#f2b64b', 'CanvasText'],
  'warn-soft': ['#fdf1dc', '#33260d', 'Canvas'],
  bad: ['#b3261e', '#ff8a80', 'CanvasText'],
  'bad-soft': ['#fdeceb', '#3a1715', 'Canvas'],
  'series-1': ['var(--_accent)', 'var(--_accent)', 'Highlight'],
  'series-2': ['#0ea5a4', '#2dd4bf', 'CanvasText'],
} as const satisfies Record<string, readonly [string, string, string]>

/** More series, for charts alone. */
export const chartColors = {
  'series-3': ['#d97706', '#fbbf24', 'CanvasText'],
  'series-4': ['#db2777', '#f472b6', 'CanvasText'],
  'series-5': ['#0284c7', '#38bdf8', 'CanvasText'],
  'series-6': ['#65a30d', '#a3e635', 'CanvasText'],
  'series-7': ['#9333ea', '#c084fc', 'CanvasText'],
  'series-8': ['#78716c', '#a8a29e', 'CanvasText'],
} as const satisfies Record<string, readonly [string, string, string]>

type Colors = Record<string, readonly [string, string, string]>

const lengths = {
  radius: '12px',
  'font-size': '0.875rem',
  density: '1',
  shadow: '0 1px 2px light-dark(#0000000d, #0000), 0 1px 1px light-dark(#00000008, #0000)',
}

/** The tokens of one element: `tokens('balance')` for `<credit-balance>`. */
export function tokens(element: string, palette: Colors = colors): CSSResult {
  const declare = (name: string, fallback: string): string =>
    `--_${name}:var(--credit-${element}-${name},var(--credit-${name},${fallback}));`
  const colorsAs = (choose: (values: readonly [string, string, string]) => string): string =>
    Object.entries(palette)
      .map(([name, values]) => declare(name, choose(values)))
      .join('')
  const schemes = colorsAs(([light, dark]) => `light-dark(${light},${dark})`)
  // Forced colours overrule the host's theme too: what a person needs comes before a brand.
  const forced = Object.entries(palette)
    .map(([name, values]) => `--_${name}:${values[2]};`)
    .join('')
  const rest = Object.entries(lengths)
    .map(([name, value]) => declare(name, value))
    .join('')
  return css`
    ${unsafeCSS(
      `:host{${rest}${colorsAs((values) => values[2])}` +
        `--_unit:calc(4px * var(--_density));--_radius-small:calc(var(--_radius) * .67)}` +
        `@supports (color:light-dark(#000,#fff)){:host{${schemes}}}` +
        `@media (forced-colors:active){:host{${forced}--_shadow:none}}`,
    )}
  `
}

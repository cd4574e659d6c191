/**
 * The custom properties a host can set, in two tiers: `--credit-surface` for all elements and
 * `--credit-balance-surface` for one of them, which wins. Inside, styles use the private `--_surface`.
 *
 * - Colours follow the page's `color-scheme` by `light-dark()`; where a browser lacks that, and under
 *   forced colours, they are the system's (`later/more-tokens.ts`).
 * - `--credit-density` scales every distance (1 as designed), `--credit-radius` every corner.
 * - The font is the host's unless `--credit-font` names another; sizes are relative to `--credit-font-size`.
 */
import type { CSSResult } from 'lit'
import { figureColors } from './figure-colors.ts'
import { outlineColors, tokensOf } from './first-tokens.ts'
import { moreColors } from './more-colors.ts'
import type { Colors } from './first-tokens.ts'

export { lengths } from './first-tokens.ts'

export const colors = { ...outlineColors, ...figureColors, ...moreColors }

/** More series, for charts alone. */
export const chartColors = {
  'series-3': ['#d97706', '#fbbf24'],
  'series-4': ['#db2777', '#f472b6'],
  'series-5': ['#0284c7', '#38bdf8'],
  'series-6': ['#65a30d', '#a3e635'],
  'series-7': ['#9333ea', '#c084fc'],
  'series-8': ['#78716c', '#a8a29e'],
} as const satisfies Colors

/** The tokens of one element: `tokens('balance')` for `<credit-balance>`. */
export function tokens(element: string, palette: Colors = colors): CSSResult {
  return tokensOf(element, palette)
}

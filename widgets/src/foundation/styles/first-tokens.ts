/** What `tokens.ts` describes, as far as an outline needs it. */
import { unsafeCSS } from 'lit'
import type { CSSResult } from 'lit'

/** name: [light, dark]. The pair of text and ground meets WCAG AA (4.5:1). */
export const outlineColors = {
  surface: ['#fff', '#17171b'],
  text: ['#17171c', '#f2f2f5'],
  line: ['#e4e4e9', '#2b2b32'],
} as const satisfies Colors

export type Colors = Record<string, readonly [string, string]>

export const lengths = {
  radius: '12px',
  'font-size': '0.875rem',
  density: '1',
  shadow: '0 1px 2px light-dark(#0000000d,#0000),0 1px 1px light-dark(#00000008,#0000)',
}

/** The tokens of one element's outline, with the colours of `palette`. */
export function tokensOf(element: string, palette: Colors): CSSResult {
  const rest = Object.entries(lengths).map(([name, value]) => declare(element, name, value))
  return unsafeCSS(
    `:host{${rest.join('')}${declareColors(element, palette)}` +
      `--_unit:calc(4px*var(--_density));--_radius-small:calc(var(--_radius)*.67)}`,
  )
}

export function declareColors(element: string, palette: Colors): string {
  return Object.entries(palette)
    .map(([name, [light, dark]]) => declare(element, name, `light-dark(${light},${dark})`))
    .join('')
}

/** A private property that takes its value from the element's token, the one for all, or `fallback`. */
export function declare(element: string, name: string, fallback: string): string {
  return `--_${name}:var(--credit-${element}-${name},var(--credit-${name},${fallback}));`
}

/** The tokens that come beside the first figures: more colours, and the system's in place of all of them. */
import { unsafeCSS } from 'lit'
import type { CSSResult } from 'lit'
import { declare, declareColors } from '../first-tokens.ts'
import { moreColors } from '../more-colors.ts'

const systemColors = {
  Canvas: 'surface raised accent-soft good-soft warn-soft bad-soft',
  CanvasText:
    'text muted faint line outline good warn bad series-2 series-3 series-4 series-5 series-6 series-7 series-8',
  Highlight: 'accent series-1',
  HighlightText: 'on-accent',
}

function all(write: (name: string, color: string) => string): string {
  return Object.entries(systemColors)
    .flatMap(([color, names]) => names.split(' ').map((name) => write(name, color)))
    .join('')
}

/** For one element, as `tokens('balance')` is. */
export function moreTokens(element: string): CSSResult {
  return unsafeCSS(
    `:host{${declareColors(element, moreColors)}}` +
      `@supports not (color:light-dark(#000,#fff)){:host{${all((name, color) => declare(element, name, color))}}}` +
      // Forced colours overrule the host's theme too: what a person needs comes before a brand.
      `@media (forced-colors:active){:host{${all((name, color) => `--_${name}:${color};`)}--_shadow:none}}`,
  )
}

import { linearLight } from './oklab.ts'
import { colorKnobs, colorOf, schemes, type Globals, type Scheme } from './theme.ts'

export interface Warning {
  scheme: Scheme
  text: string
  ground: string
  /** Contrast ratio, 1 to 21. */
  ratio: number
  needed: number
}

/** Which colours stand on which. Ratios of WCAG 2.2: 1.4.3 for text, 1.4.11 for what is not text. */
const pairs: [text: string, ground: string, needed: number][] = [
  ['text', 'surface', 4.5],
  ['muted', 'surface', 4.5],
  ['faint', 'surface', 4.5],
  ['accent', 'surface', 4.5],
  ['on-accent', 'accent', 4.5],
  ['accent', 'accent-soft', 4.5],
  ['text', 'accent-soft', 4.5],
  ['text', 'raised', 4.5],
  ['series-1', 'surface', 3],
  ['series-2', 'surface', 3],
  ['series-3', 'surface', 3],
]

/** The pairs of colours that people would have trouble to tell apart. */
export function contrastWarnings(globals: Globals): Warning[] {
  const find = (token: string, scheme: Scheme): string => {
    const knob = colorKnobs.find((candidate) => candidate.token === token)
    return knob ? colorOf(globals, knob, scheme) : '#000000'
  }
  return schemes.flatMap((scheme) =>
    pairs
      .map(([text, ground, needed]) => ({
        scheme,
        text,
        ground,
        needed,
        ratio: contrast(find(text, scheme), find(ground, scheme)),
      }))
      .filter(({ ratio, needed }) => ratio < needed),
  )
}

/** WCAG 2.2 contrast ratio of two colours in the form `#rrggbb`. */
export function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [red, green, blue] = linearLight(hex)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

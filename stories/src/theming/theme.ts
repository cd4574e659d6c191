/**
 * The knobs of the theming lab, and what they make: CSS for a host's page, warnings about contrast, and
 * Storybook globals. A global is a flat scalar (`accent_light: "#4f46e5"`, `radius: 12`), since only those
 * persist in the address: so a theme is a link.
 */
import { chartColors, colors } from '@creditkit/widgets/tokens'
import { mixInOklab } from './oklab.ts'

export type Scheme = 'light' | 'dark'

export interface ColorKnob {
  token: string
  label: string
  defaults: Record<Scheme, string>
}

export interface NumberKnob {
  token: string
  label: string
  unit: string
  minimum: number
  maximum: number
  step: number
  /** Divides the global into the property's value, so that the global stays a whole number. */
  divisor: number
  default: number
}

const labels: Record<string, string> = {
  accent: 'Accent',
  'on-accent': 'Text on accent',
  'accent-soft': 'Accent, soft',
  surface: 'Surface',
  raised: 'Surface, raised',
  text: 'Text',
  muted: 'Text, muted',
  faint: 'Text, faint',
  line: 'Lines',
  'series-1': 'Paid, first series',
  'series-2': 'Promotional, second series',
  'series-3': 'Third series',
}

/** How much accent there is in the soft one: as in the widgets' tokens. */
const SOFT = 0.1

const palette: Record<string, readonly [string, string]> = { ...colors, ...chartColors }

export const colorKnobs: ColorKnob[] = Object.entries(labels).flatMap(([token, label]) => {
  const values = palette[token]
  return values ? [{ token, label, defaults: { light: long(values[0]), dark: long(values[1]) } }] : []
})

export const numberKnobs: NumberKnob[] = [
  { token: 'radius', label: 'Radius', unit: 'px', minimum: 0, maximum: 24, step: 1, divisor: 1, default: 12 },
  {
    token: 'density',
    label: 'Density',
    unit: '',
    minimum: 75,
    maximum: 130,
    step: 5,
    divisor: 100,
    default: 100,
  },
  {
    token: 'font-size',
    label: 'Text size',
    unit: 'px',
    minimum: 12,
    maximum: 18,
    step: 1,
    divisor: 1,
    default: 14,
  },
]

export type Globals = Record<string, unknown>

export const schemes: Scheme[] = ['light', 'dark']

/** Name of the Storybook global of a colour in a scheme. */
export function colorGlobal(token: string, scheme: Scheme): string {
  return `${token.replaceAll('-', '_')}_${scheme}`
}

/** Name of the Storybook global of a number. */
export function numberGlobal(token: string): string {
  return token.replaceAll('-', '_')
}

/** The colour in force: the global's, else the widgets' own. */
export function colorOf(globals: Globals, knob: ColorKnob, scheme: Scheme): string {
  const value = globals[colorGlobal(knob.token, scheme)]
  return typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value)
    ? value.toLowerCase()
    : ownColor(globals, knob, scheme)
}

/** The widgets' own colour. Some are another that is in force; the soft accent follows two. */
function ownColor(globals: Globals, knob: ColorKnob, scheme: Scheme): string {
  const [, same] = /^var\(--_(.+)\)$/.exec(knob.defaults[scheme]) ?? []
  const source = colorKnobs.find(({ token }) => token === same)
  if (source) return colorOf(globals, source, scheme)
  const [accent, surface] = ['accent', 'surface'].map((token) =>
    colorKnobs.find((other) => other.token === token),
  )
  return knob.token === 'accent-soft' && accent && surface
    ? mixInOklab(colorOf(globals, accent, scheme), colorOf(globals, surface, scheme), SOFT)
    : knob.defaults[scheme]
}

/** The number in force: the global's, else the widgets' own. */
export function numberOf(globals: Globals, knob: NumberKnob): number {
  const value = Number(globals[numberGlobal(knob.token)])
  return Number.isFinite(value) && value >= knob.minimum && value <= knob.maximum ? value : knob.default
}

/** Every global of the lab with the value that leaves the widgets as they are. */
export const untouched: Record<string, string | number> = Object.fromEntries([
  ...colorKnobs.flatMap(({ token, defaults }) =>
    schemes.map((scheme): [string, string] => [colorGlobal(token, scheme), defaults[scheme]]),
  ),
  ...numberKnobs.map((knob): [string, number] => [numberGlobal(knob.token), knob.default]),
])

/** The declarations that differ from the widgets' own, as `--credit-…: …;` lines; empty where nothing does. */
export function declarations(globals: Globals): string[] {
  const colorLines = colorKnobs.flatMap((knob) => {
    const [light, dark] = [colorOf(globals, knob, 'light'), colorOf(globals, knob, 'dark')]
    if (light === ownColor(globals, knob, 'light') && dark === ownColor(globals, knob, 'dark')) return []
    return [`--credit-${knob.token}: ${light === dark ? light : `light-dark(${light}, ${dark})`};`]
  })
  const numberLines = numberKnobs.flatMap((knob) => {
    const value = numberOf(globals, knob)
    return value === knob.default ? [] : [`--credit-${knob.token}: ${value / knob.divisor}${knob.unit};`]
  })
  return [...colorLines, ...numberLines]
}

/** A style sheet for the host's page. */
export function themeCss(globals: Globals): string {
  const lines = declarations(globals)
  if (lines.length === 0) return '/* Nothing is changed: the widgets look as they come. */\n'
  return `:root {\n${lines.map((line) => `  ${line}\n`).join('')}}\n`
}

function long(hex: string): string {
  return /^#[0-9a-f]{3}$/i.test(hex) ? hex.replaceAll(/[0-9a-f]/gi, '$&$&') : hex
}

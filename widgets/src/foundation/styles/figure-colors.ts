import type { Colors } from './first-tokens.ts'

/** Of figures. The pairs of text and ground meet WCAG AA (4.5:1), series 3:1. */
export const figureColors = {
  muted: ['#63636e', '#a3a3ae'],
  faint: ['#6a6a75', '#90909c'],
  accent: ['#4f46e5', '#8b85ff'],
  'on-accent': ['#fff', '#100e2a'],
  'series-1': ['var(--_accent)', 'var(--_accent)'],
  'series-2': ['#0ea5a4', '#2dd4bf'],
} as const satisfies Colors

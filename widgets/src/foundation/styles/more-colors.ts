import type { Colors } from './first-tokens.ts'

// A host that sets its accent alone gets a ground that goes with it.
const soft = 'color-mix(in oklab,var(--_accent) 10%,var(--_surface))'

/** What says more than figures. The pairs of text and ground meet WCAG AA (4.5:1), outlines 3:1. */
export const moreColors = {
  raised: ['#fafafb', '#1e1e23'],
  outline: ['#8f8f9a', '#777783'],
  'accent-soft': [soft, soft],
  good: ['#0f7b4f', '#55d39a'],
  'good-soft': ['#e3f5ec', '#12301f'],
  warn: ['#925600', '#f2b64b'],
  'warn-soft': ['#fdf1dc', '#33260d'],
  bad: ['#b3261e', '#ff8a80'],
  'bad-soft': ['#fdeceb', '#3a1715'],
} as const satisfies Colors

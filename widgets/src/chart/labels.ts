/** Labels of an axis of bars, placed so that none is cut and none touches the next. */

export interface Label {
  index: number
  text: string
}

/** Every how manieth bar can bear a label: what reads well for minutes, hours and days. */
const strides = [1, 2, 3, 4, 5, 6, 7, 10, 12, 14, 15, 20, 30, 60]
const GAP = 14

interface Room {
  /** Where the first bar's slot begins, and how wide each is, in px. */
  start: number
  slot: number
  /** Width of the whole, in px. */
  width: number
  measure: (text: string) => number
}

/**
 * `candidates` in order. With `phase`, the labels stand where the index plus it divides evenly, so that
 * hours are 0, 3, 6 and not 1, 4, 7.
 */
export function placeLabels(
  candidates: Label[],
  { start, slot, width, measure }: Room,
  phase = 0,
): { x: number; text: string }[] {
  const widest = Math.max(...candidates.map(({ text }) => measure(text)), 0)
  const span = (candidates.at(-1)?.index ?? 1) - (candidates[0]?.index ?? 0)
  const every = span / Math.max(1, candidates.length - 1) || 1
  const needed = (widest + GAP) / (slot * every)
  const stride = strides.find((each) => each >= needed) ?? Math.ceil(needed)
  const placed: { x: number; text: string }[] = []
  let free = 0
  candidates.forEach(({ index, text }, position) => {
    if (every === 1 ? (index + phase) % stride : position % stride) return
    const half = measure(text) / 2
    const x = Math.min(Math.max(start + (index + 0.5) * slot, half), width - half)
    if (x - half < free) return
    placed.push({ x, text })
    free = x + half + GAP
  })
  return placed
}

let context: CanvasRenderingContext2D | null | undefined

/** Width of a text in px, in a CSS font. */
export function textWidth(text: string, font: string): number {
  context ??= document.createElement('canvas').getContext('2d')
  if (!context) return text.length * 7
  context.font = font
  return context.measureText(text).width
}

/** Goes over the bars by pointer or arrow keys, and reads out where it is. Escape hides the readout. */
import { html } from 'lit'
import type { TemplateResult } from 'lit'
import { cssVariables } from '../../foundation/css-variables.ts'
import type { ChartController, ChartWords } from '../chart-controller.ts'
import type { Layout } from '../layout.ts'

/** Of the readout, in px; the second where numbers are long. */
const WIDTHS = [208, 300] as const
const LONG = 13

export class Pointing {
  private readonly chart: ChartController

  constructor(chart: ChartController) {
    this.chart = chart
  }

  /** `target` is the event's: one that waited for this file has lost it. */
  handle(event: Event, target: EventTarget | null): void {
    const { type } = event
    if (event instanceof KeyboardEvent) this.#key(event)
    else if (type === 'focusin') this.#focus(target as SVGElement)
    else if (event instanceof PointerEvent && type !== 'pointerleave') this.#point(event)
    else this.chart.show(-1)
  }

  render({ gutter, slot }: Layout, words: ChartWords): TemplateResult {
    const { active, width } = this.chart
    const start = gutter + active * slot
    const long = words.total(active).length > LONG
    const size = Math.min(WIDTHS[long ? 1 : 0], width)
    const after = start + slot + 8
    const before = start - size - 8
    const fits = after + size <= width ? after : before
    const x = Math.max(0, Math.min(fits, width - size))
    return html`<div
      class="readout"
      part="readout"
      aria-hidden="true"
      .style=${cssVariables({ '--x': `${x}px`, '--size': `${size}px` })}
    >
      ${words.readout(active)}
    </div>`
  }

  #point({ clientX }: PointerEvent): void {
    const { layout, plot, width } = this.chart
    if (!layout || !plot) return
    const x = clientX - plot.getBoundingClientRect().left
    const along = this.#rightToLeft ? width - x : x
    const index = Math.floor((along - layout.gutter) / layout.slot)
    this.chart.show(index < layout.bars.length ? Math.max(-1, index) : -1)
  }

  #focus({ dataset }: SVGElement): void {
    const index = Number(dataset['index'])
    this.chart.reachable = index
    this.chart.show(index)
  }

  #key(event: KeyboardEvent): void {
    const { host, layout, reachable } = this.chart
    const last = (layout?.bars.length ?? 0) - 1
    const forward = this.#rightToLeft ? -1 : 1
    const now = reachable ?? last
    const next = {
      ArrowRight: now + forward,
      ArrowLeft: now - forward,
      Home: 0,
      End: last,
    }[event.key]
    if (event.key === 'Escape') this.chart.show(-1)
    if (next === undefined) return
    event.preventDefault()
    const index = Math.max(0, Math.min(last, next))
    host.renderRoot.querySelector<SVGElement>(`[data-index="${index}"]`)?.focus()
  }

  get #rightToLeft(): boolean {
    return this.chart.host.scope.direction === 'rtl'
  }
}

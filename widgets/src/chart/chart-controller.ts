/**
 * Draws stacked bars and lets a person go over them, by pointer or by arrow keys.
 *
 * - It measures its own width; labels are placed and neighbours joined by what there is room for.
 * - One bar at a time can be reached by Tab; each has a name that says all of it, so nothing depends on
 *   the readout beside the pointer, which comes later.
 */
import { html, nothing, svg } from 'lit'
import type { ReactiveController, SVGTemplateResult, TemplateResult } from 'lit'
import type { CreditElement } from '../foundation/credit-element.ts'
import type { Later } from '../foundation/later.ts'
import { textWidth } from './labels.ts'
import type { Pointing } from './later/pointing.ts'
import { HEIGHT, layOut } from './layout.ts'
import type { ChartData, DrawnBar, Layout } from './layout.ts'
import { patterns } from './pattern.ts'

/** What the chart says besides drawing. */
export interface ChartWords {
  /** Name of the whole, and one sentence that sums it up. */
  name: string
  summary: string
  /** Everything about one bar, in one sentence. */
  bar: (index: number) => string
  /** What was used in it, in all. */
  total: (index: number) => string
  /** The same beside the pointer. */
  readout: (index: number) => unknown
  /** Stands in the middle where there is nothing to draw. */
  empty: string | undefined
}

/** Width in px that one bar takes at least. */
const NARROWEST = 4
const fontSize = 11

export class ChartController implements ReactiveController {
  /** In px; 0 before it is first measured. */
  width = 0
  /** Index of the bar with the pointer or the focus; -1: none. */
  active = -1
  /** The bar that Tab goes to; by default the last. */
  reachable: number | undefined
  /** Where everything stands, once it is drawn. */
  layout: Layout | undefined
  #laidOut: unknown[] = []
  /** What is drawn in. */
  plot: Element | undefined
  #sizes: ResizeObserver | undefined
  #pointing: Pointing | undefined
  #missed: { event: Event; target: EventTarget | null } | undefined
  readonly host: CreditElement
  private readonly later: Later<{ Pointing: typeof Pointing }>

  /** `later` has what goes over the bars, which comes when the chart is first touched. */
  constructor(host: CreditElement, later: Later<{ Pointing: typeof Pointing }>) {
    this.host = host
    this.later = later
    host.addController(this)
  }

  /** How many bars there is room for; any number before that is known. */
  get room(): number {
    if (!this.width) return Infinity
    return Math.max(1, Math.floor((this.width - 48) / NARROWEST))
  }

  hostUpdate(): void {
    if (this.#missed) this.#answer()
  }

  hostUpdated(): void {
    const plot = this.host.renderRoot.querySelector('.plot') ?? undefined
    if (plot === this.plot) return
    this.#sizes ??= new ResizeObserver(this.#measure)
    this.#sizes.disconnect()
    if (plot) this.#sizes.observe(plot)
    this.plot = plot
  }

  hostDisconnected(): void {
    this.#sizes?.disconnect()
    this.plot = undefined
  }

  render(data: ChartData, words: ChartWords): TemplateResult {
    const { bars } = data
    if (this.active >= bars.length) this.active = -1
    const layout = this.#layOut(data)
    return html`<figure part="chart" aria-label=${words.name}>
      <figcaption class="hidden">${words.summary}</figcaption>
      <div
        class="plot"
        @pointermove=${this.#point}
        @pointerdown=${this.#point}
        @pointerleave=${this.#point}
        @focusin=${this.#point}
        @focusout=${this.#point}
        @keydown=${this.#point}
      >
        ${layout ? this.#draw(layout, words) : nothing}
        ${words.empty ? html`<p class="nothing" aria-hidden="true">${words.empty}</p>` : nothing}
        ${layout && this.active >= 0 ? this.#pointing?.render(layout, words) : nothing}
      </div>
    </figure>`
  }

  #measure = ([entry]: ResizeObserverEntry[]): void => {
    const width = Math.round(entry?.contentRect.width ?? 0)
    if (!width || width === this.width) return
    this.width = width
    this.host.requestUpdate()
  }

  #layOut(data: ChartData): Layout | undefined {
    if (!this.width) return undefined
    const basis = [data, this.width]
    if (!this.layout || basis.some((each, index) => each !== this.#laidOut[index])) {
      const font = `${fontSize}px ${getComputedStyle(this.host).fontFamily}`
      this.layout = layOut(data, this.width, (text) => textWidth(text, font))
      this.#laidOut = basis
    }
    return this.layout
  }

  #draw({ bars, grid, labels, gutter, slot }: Layout, words: ChartWords): TemplateResult {
    const { width } = this
    const reachable = Math.min(this.reachable ?? Infinity, bars.length - 1)
    const right = this.host.scope.direction === 'rtl'
    const mirror = (x: number, size = 0): number => round(right ? width - x - size : x)
    return html`<svg width=${width} height=${HEIGHT} role="group">
      ${patterns}
      <g aria-hidden="true">
        ${grid.map(
          ({ y, text }) => svg`<line class="grid" x1=${mirror(gutter)} x2=${mirror(width)} y1=${y} y2=${y} />
            <text x=${mirror(0)} y=${y + 4}>${text}</text>`,
        )}
        ${labels.map(({ x, text }) => svg`<text class="under" x=${mirror(x)} y=${HEIGHT - 4}>${text}</text>`)}
      </g>
      ${bars.map(
        (bar, index) => svg`<g
          class="bar"
          role="img"
          tabindex=${index === reachable ? 0 : -1}
          aria-label=${words.bar(index)}
          data-index=${index}
        >
          <rect
            class=${index === this.active ? 'slot active' : 'slot'}
            x=${mirror(gutter + index * slot, slot)} width=${round(slot)} height=${HEIGHT - 22}
          />
          ${drawBar(bar, mirror)}
        </g>`,
      )}
    </svg>`
  }

  /** Another bar, or none, has the pointer or the focus. */
  show(index: number): void {
    if (index === this.active) return
    this.active = index
    this.host.requestUpdate()
  }

  // What comes before the part is there is answered once it is: the latest alone. In a shadow root an event
  // has no target any more once it was dispatched.
  #point = (event: Event): void => {
    const { type, target } = event
    if (type !== 'pointermove') this.later.prefetch()
    // A finger that is lifted leaves too, but wants to read what it pointed at.
    if (type === 'pointerleave' && (event as PointerEvent).pointerType !== 'mouse') return
    this.#missed = { event, target }
    this.#answer()
  }

  #answer(): void {
    const part = this.later.for(this.host)
    const missed = this.#missed
    if (!part || !missed) return
    this.#missed = undefined
    this.#pointing ??= new part.Pointing(this)
    this.#pointing.handle(missed.event, missed.target)
  }
}

function drawBar(
  { x, width, parts, before }: DrawnBar,
  mirror: (x: number, size: number) => number,
): SVGTemplateResult {
  const radius = round(Math.min(2.5, width / 4))
  return svg`${parts.map(
    ({ y, height, color }) => svg`<rect
      class="fill s${color}" fill="url(#p${color})" part="bar"
      x=${mirror(x, width)} y=${round(y)} width=${round(width)} height=${round(height)}
      rx=${Math.min(radius, height / 2)}
    />`,
  )}${
    before === undefined
      ? nothing
      : svg`<rect class="before" x=${mirror(x - 2, width + 4)} y=${round(before - 1)} width=${round(width + 4)} height="2" />`
  }`
}

const round = (value: number): number => Math.round(value * 10) / 10

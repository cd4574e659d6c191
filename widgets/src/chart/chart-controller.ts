/**
 * Draws stacked bars and lets a person go over them, by pointer or by arrow keys.
 *
 * - It measures its own width; labels are placed and neighbours joined by what there is room for.
 * - One bar at a time can be reached by Tab; each has a name that says all of it, so nothing depends on
 *   the readout beside the pointer. Escape hides that.
 */
import { html, nothing, svg } from 'lit'
import type { ReactiveController, SVGTemplateResult, TemplateResult } from 'lit'
import type { CreditElement } from '../foundation/credit-element.ts'
import { cssVariables } from '../foundation/css-variables.ts'
import { textWidth } from './labels.ts'
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
  readout: (index: number) => TemplateResult
  /** Stands in the middle where there is nothing to draw. */
  empty: string | undefined
}

/** Width in px that one bar takes at least. */
const NARROWEST = 4
/** Of the readout, in px; the second where numbers are long. */
const READOUT_WIDTHS = [208, 300] as const
const LONG = 13
const fontSize = 11

export class ChartController implements ReactiveController {
  /** In px; 0 before it is first measured. */
  width = 0
  /** Index of the bar with the pointer or the focus; -1: none. */
  active = -1
  /** The bar that Tab goes to; by default the last. */
  #reachable: number | undefined
  #layout: Layout | undefined
  #laidOut: unknown[] = []
  #plot: Element | undefined
  #sizes: ResizeObserver | undefined
  private readonly host: CreditElement

  constructor(host: CreditElement) {
    this.host = host
    host.addController(this)
  }

  /** How many bars there is room for; any number before that is known. */
  get room(): number {
    if (!this.width) return Infinity
    return Math.max(1, Math.floor((this.width - 48) / NARROWEST))
  }

  hostUpdated(): void {
    const plot = this.host.renderRoot.querySelector('.plot') ?? undefined
    if (plot === this.#plot) return
    this.#sizes ??= new ResizeObserver(this.#measure)
    this.#sizes.disconnect()
    if (plot) this.#sizes.observe(plot)
    this.#plot = plot
  }

  hostDisconnected(): void {
    this.#sizes?.disconnect()
    this.#plot = undefined
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
        @pointerleave=${this.#leave}
        @focusin=${this.#focus}
        @focusout=${this.#hide}
        @keydown=${this.#key}
      >
        ${layout ? this.#draw(layout, words) : nothing}
        ${words.empty ? html`<p class="nothing" aria-hidden="true">${words.empty}</p>` : nothing}
        ${layout && this.active >= 0 ? this.#readout(layout, words) : nothing}
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
    if (!this.#layout || basis.some((each, index) => each !== this.#laidOut[index])) {
      const font = `${fontSize}px ${getComputedStyle(this.host).fontFamily}`
      this.#layout = layOut(data, this.width, (text) => textWidth(text, font))
      this.#laidOut = basis
    }
    return this.#layout
  }

  #draw({ bars, grid, labels, gutter, slot }: Layout, words: ChartWords): TemplateResult {
    const { width } = this
    const reachable = Math.min(this.#reachable ?? Infinity, bars.length - 1)
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

  #readout({ gutter, slot }: Layout, words: ChartWords): TemplateResult {
    const start = gutter + this.active * slot
    const long = words.total(this.active).length > LONG
    const size = Math.min(READOUT_WIDTHS[long ? 1 : 0], this.width)
    const after = start + slot + 8
    const before = start - size - 8
    const fits = after + size <= this.width ? after : before
    const x = Math.max(0, Math.min(fits, this.width - size))
    return html`<div
      class="readout"
      part="readout"
      aria-hidden="true"
      ${cssVariables({ '--x': `${x}px`, '--size': `${size}px` })}
    >
      ${words.readout(this.active)}
    </div>`
  }

  #show(index: number): void {
    if (index === this.active) return
    this.active = index
    this.host.requestUpdate()
  }

  #hide = (): void => this.#show(-1)

  #point = (event: PointerEvent): void => {
    const layout = this.#layout
    if (!layout) return
    const { left } = (event.currentTarget as Element).getBoundingClientRect()
    const x = event.clientX - left
    const along = this.host.scope.direction === 'rtl' ? this.width - x : x
    const index = Math.floor((along - layout.gutter) / layout.slot)
    this.#show(index < layout.bars.length ? Math.max(-1, index) : -1)
  }

  // A finger that is lifted leaves too, but wants to read what it pointed at.
  #leave = (event: PointerEvent): void => {
    if (event.pointerType === 'mouse') this.#hide()
  }

  #focus = (event: FocusEvent): void => {
    const index = Number((event.target as SVGElement).dataset['index'])
    this.#reachable = index
    this.#show(index)
  }

  #key = (event: KeyboardEvent): void => {
    const last = (this.#layout?.bars.length ?? 0) - 1
    const forward = this.host.scope.direction === 'rtl' ? -1 : 1
    const now = this.#reachable ?? last
    const next = {
      ArrowRight: now + forward,
      ArrowLeft: now - forward,
      Home: 0,
      End: last,
    }[event.key]
    if (event.key === 'Escape') this.#hide()
    if (next === undefined) return
    event.preventDefault()
    const index = Math.max(0, Math.min(last, next))
    this.host.renderRoot.querySelector<SVGElement>(`[data-index="${index}"]`)?.focus()
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

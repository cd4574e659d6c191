/**
 * A number that runs to its new value: `<span ${movingNumber('12480', write)}></span>`.
 *
 * Only the text changes on the way, not the host's template, so that a hundred of them move at once.
 * It jumps where motion is not wanted, and where nobody sees it: in a tab behind, or scrolled away. Hide it
 * from screen readers and give them the number as it is.
 */
import { nothing } from 'lit'
import { Directive, directive } from 'lit/directive.js'
import type { ElementPart } from 'lit/directive.js'
import { digitsAfterPoint, fromUnits, toUnits } from './format/decimal.ts'

/** How long it runs, in ms: seen, not waited for. */
const DURATION = 600
/** Least time between two steps, in ms: smooth to the eye, and a hundred numbers leave the page time to breathe. */
const PAUSE = 40
/** Steps in which the way is divided, so that progress is a whole number. */
const STEPS = 1000

const outOfView = new WeakSet<Element>()
let observer: IntersectionObserver | undefined

function watch(element: Element): void {
  observer ??= new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) outOfView[isIntersecting ? 'delete' : 'add'](target)
    },
    { rootMargin: '100px' },
  )
  observer.observe(element)
}

class MovingNumber extends Directive {
  #target: string | undefined
  #shown = '0'
  #frame = 0

  render(_amount: string, _write: (amount: string) => string): unknown {
    return nothing
  }

  override update({ element }: ElementPart, [amount, write]: [string, (amount: string) => string]): unknown {
    const show = (value: string): void => {
      this.#shown = value
      element.textContent = write(value)
    }
    const first = this.#target === undefined
    if (amount === this.#target) {
      // The locale may have changed.
      if (!this.#frame) show(amount)
      return nothing
    }
    this.#target = amount
    cancelAnimationFrame(this.#frame)
    this.#frame = 0
    if (first) watch(element)
    const unseen = first || document.hidden || outOfView.has(element)
    if (unseen || matchMedia('(prefers-reduced-motion: reduce)').matches) {
      show(amount)
      return nothing
    }
    const scale = Math.max(digitsAfterPoint(amount), digitsAfterPoint(this.#shown))
    const [from, to] = [toUnits(this.#shown, scale), toUnits(amount, scale)]
    const start = performance.now()
    let shown = start
    const step = (now: number): void => {
      if (now - shown < PAUSE) {
        this.#frame = requestAnimationFrame(step)
        return
      }
      shown = now
      const left = Math.max(0, 1 - Math.max(0, now - start) / DURATION)
      const done = BigInt(Math.round(STEPS * (1 - left ** 3)))
      show(fromUnits(from + ((to - from) * done) / BigInt(STEPS), scale))
      this.#frame = left ? requestAnimationFrame(step) : 0
    }
    this.#frame = requestAnimationFrame(step)
    return nothing
  }
}

export const movingNumber = directive(MovingNumber)

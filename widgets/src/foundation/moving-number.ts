/**
 * A number that runs to its new value.
 *
 * Only its text changes on the way, not the host's template, so that a hundred of them move at once.
 * It jumps where motion is not wanted, and where nobody sees it: in a tab behind, or scrolled away. Hide it
 * from screen readers and give them the number as it is.
 */
import { digitsAfterPoint, fromUnits, toUnits } from './format/arithmetic.ts'

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

/** Runs on the text that the host has rendered, and ends with the same. */
export class MovingNumber {
  #element: HTMLElement | undefined
  #target = ''
  #shown = ''
  #frame = 0
  #write: (amount: string) => string = String

  /** To be told after each update: where the number stands, what it is, and how it is written. */
  show(element: HTMLElement | null | undefined, amount: string, write: (amount: string) => string): void {
    this.#write = write
    const [text] = [...(element?.childNodes ?? [])].filter((node) => node instanceof Text)
    const known = element === this.#element
    if (!element || !text || (known && amount === this.#target)) return
    cancelAnimationFrame(this.#frame)
    this.#element = element
    this.#target = amount
    const from = this.#shown
    this.#shown = amount
    if (!known) watch(element)
    const unseen = !known || document.hidden || outOfView.has(element)
    if (!unseen && !matchMedia('(prefers-reduced-motion: reduce)').matches) this.#run(text, from, amount)
  }

  #run(text: Text, from: string, to: string): void {
    const scale = Math.max(digitsAfterPoint(to), digitsAfterPoint(from))
    const [first, last] = [toUnits(from, scale), toUnits(to, scale)]
    const start = performance.now()
    let shown = start
    const show = (value: string): void => {
      this.#shown = value
      text.data = this.#write(value)
    }
    const step = (now: number): void => {
      if (now - shown < PAUSE) {
        this.#frame = requestAnimationFrame(step)
        return
      }
      shown = now
      const left = Math.max(0, 1 - Math.max(0, now - start) / DURATION)
      const done = BigInt(Math.round(STEPS * (1 - left ** 3)))
      show(fromUnits(first + ((last - first) * done) / BigInt(STEPS), scale))
      if (left) this.#frame = requestAnimationFrame(step)
    }
    show(from)
    this.#frame = requestAnimationFrame(step)
  }
}

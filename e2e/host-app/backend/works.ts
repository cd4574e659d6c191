import { randomUUID } from 'node:crypto'
import type { Request, RequestHandler } from 'express'
import { currentWorkspace } from './workspaces.ts'

/** What a click asked for. */
interface Work {
  /** Made here and not by the page, so that it can name the work where it is charged. */
  readonly id: string
  answer: object | undefined
  isPaid: boolean
  /** Ends when the attempt does that goes on now. */
  attempt: Promise<void> | undefined
}

/** A real product keeps this in its own database, for as long as its pages may ask again. */
const MOST_KEPT = 1000

/**
 * This product's record of what its pages asked for: a page may send a click again when no answer came, and gets the
 * answer that it paid for. So whoever sends the same key for ever gets the same answer for ever, and no new work.
 */
export class Works {
  readonly #clicks = new Map<string, Work>()
  readonly #requests = new WeakMap<Request, Work>()

  /** Before anything is checked, done or charged. */
  readonly answerAgain: RequestHandler = async (request, response, next) => {
    const work = this.#find(request)
    // oxlint-disable-next-line no-await-in-loop -- one attempt after another, until one is paid
    while (work.attempt) await work.attempt
    if (response.destroyed) return
    if (work.isPaid) {
      response.json(work.answer)
      return
    }
    work.attempt = new Promise((resolve) => {
      response.once('close', () => {
        // A success is sent only when it is paid for.
        work.isPaid = response.writableEnded && response.statusCode < 400
        work.attempt = undefined
        resolve()
      })
    })
    this.#requests.set(request, work)
    next()
  }

  /** Of a request that has passed `answerAgain`. */
  idOf(request: Request): string {
    return this.#of(request).id
  }

  /** Does the work, unless an earlier attempt did. */
  do(request: Request, make: () => object): object {
    return (this.#of(request).answer ??= make())
  }

  #of(request: Request): Work {
    const work = this.#requests.get(request)
    if (!work) throw new Error('This route needs answerAgain before it.')
    return work
  }

  #find(request: Request): Work {
    const key = request.get('idempotency-key')
    const work: Work = { id: randomUUID(), answer: undefined, isPaid: false, attempt: undefined }
    if (!key) return work
    const click = `${currentWorkspace(request).id} ${request.path} ${key}`
    const known = this.#clicks.get(click)
    if (known) return known
    this.#clicks.set(click, work)
    const [oldest] = this.#clicks.keys()
    if (oldest !== undefined && this.#clicks.size > MOST_KEPT) this.#clicks.delete(oldest)
    return work
  }
}

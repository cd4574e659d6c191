import type { IncomingMessage, ServerResponse } from 'node:http'
import { openGate, type Charge, type Credits, type Gate } from './gate.ts'

type Next = (error?: unknown) => void

/**
 * Middleware for Express and its like. It answers 402 where there are too few credits, and charges when the route
 * succeeds (status below 400). The route's answer is kept back until it is paid for: where others have spent the
 * credits in the meantime, the caller gets 402 in its place. So it is not for answers that stream.
 *
 * Every request is charged, whatever `Idempotency-Key` it has, unless `toCharge` names the work by a key.
 */
export function requireCredits<Req extends IncomingMessage>(
  credits: Credits,
  toCharge: (request: Req) => Charge | Promise<Charge>,
): (request: Req, response: ServerResponse, next: Next) => Promise<void> {
  return async (request, response, next) => {
    try {
      const gate = openGate(credits, await toCharge(request))
      const refusal = await gate.refusal()
      if (refusal) return sendProblem(response, refusal)
      chargeAtEnd(response, gate, next)
    } catch (error) {
      return next(error)
    }
    next()
  }
}

/** Headers that describe an answer's content, so that they go when the content does. */
const CONTENT_HEADERS = /^(content-.*|etag|last-modified|cache-control|location|transfer-encoding)$/

function chargeAtEnd(response: ServerResponse, gate: Gate, next: Next): void {
  const originals = {
    write: response.write.bind(response),
    end: response.end.bind(response),
    writeHead: response.writeHead.bind(response),
    flushHeaders: response.flushHeaders.bind(response),
  }
  const kept: Buffer[] = []
  let head: Parameters<ServerResponse['writeHead']> | undefined

  const keep = (args: unknown[]): (() => void) | undefined => {
    const [chunk, encoding] = args
    if (typeof chunk === 'string') {
      kept.push(Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8'))
    } else if (chunk instanceof Uint8Array) kept.push(Buffer.from(chunk))
    return callbackOf(args)
  }

  async function settle(finished: (() => void) | undefined): Promise<void> {
    Object.assign(response, originals)
    try {
      const status = head?.[0] ?? response.statusCode
      // Nobody is there to take the answer, so nobody pays for it.
      const paid = status < 400 && !response.destroyed
      const short = paid ? await gate.charge().finally(close(response, originals)) : undefined
      if (short) {
        removeContent(response)
        sendProblem(response, short)
        return
      }
      if (head) response.writeHead(...head)
      response.end(Buffer.concat(kept), finished)
    } catch (error) {
      removeContent(response)
      next(error)
    }
  }

  Object.assign(response, {
    write(...args: unknown[]) {
      const written = keep(args)
      if (written) process.nextTick(written)
      return true
    },
    end(...args: unknown[]) {
      void settle(keep(args))
      return response
    },
    writeHead(...args: Parameters<ServerResponse['writeHead']>) {
      head = args
      return response
    },
    flushHeaders() {},
  })
}

/**
 * Until it is paid for, an answer that has ended stays as it is, as one that was sent: what the route or an error's
 * handler does to it afterwards would go out in its place, and unpaid. @returns what opens it again
 */
function close(response: ServerResponse, originals: object): () => void {
  const { statusCode, statusMessage } = response
  const headers = response.getHeaders()
  const passOver = (...args: unknown[]): ServerResponse => {
    const done = callbackOf(args)
    if (done) process.nextTick(done)
    return response
  }
  Object.assign(response, { write: passOver, end: passOver, writeHead: passOver, flushHeaders: passOver })
  return () => {
    Object.assign(response, originals, { statusCode, statusMessage })
    for (const name of response.getHeaderNames()) if (!(name in headers)) response.removeHeader(name)
    for (const [name, value = ''] of Object.entries(headers)) {
      if (response.getHeader(name) !== value) response.setHeader(name, value)
    }
  }
}

function callbackOf(args: unknown[]): (() => void) | undefined {
  return args.find((arg): arg is () => void => typeof arg === 'function')
}

function removeContent(response: ServerResponse): void {
  for (const name of response.getHeaderNames()) if (CONTENT_HEADERS.test(name)) response.removeHeader(name)
}

function sendProblem(response: ServerResponse, problem: object): void {
  response.statusCode = 402
  response.setHeader('content-type', 'application/problem+json')
  response.end(JSON.stringify(problem))
}

import { randomUUID } from 'node:crypto'
import type { Request, RequestHandler } from 'express'
import { pino, type DestinationStream, type Logger } from 'pino'

/** Keys, tokens and webhook secrets, wherever in a line they turn up. */
const secrets =
  /\b(?:sk|rk|whsec|pi|cs|seti)_[\w-]{8,}(?:_secret_\w+)?|\beyJ[\w-]+\.[\w-]+\.[\w-]+|\bpostgres(?:ql)?:\/\/[^\s"]+/g

/** Ids of payments and pages are no secrets; what can be used to act is. */
function redact(text: string): string {
  return text.replace(secrets, (found) =>
    /^(pi|cs|seti)_/.test(found) && !found.includes('_secret_') ? found : '[removed]',
  )
}

/** A logger that writes JSON lines. Whatever looks like a secret is removed from every line. */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = { level, base: { service: 'creditkit' }, hooks: { streamWrite: redact } }
  return destination ? pino(options, destination) : pino(options)
}

/** The id that a request was given: its answer's header is the one place where it is kept. */
export function requestIdOf(request: Request): string {
  return String(request.res?.getHeader('X-Request-Id') ?? '')
}

function levelOf(status: number): 'error' | 'info' | 'debug' {
  if (status >= 500) return 'error'
  return status >= 400 ? 'info' : 'debug'
}

/** Gives each request an id, in the answer too, and writes one line when it is over: no headers, no query, no body. */
export function requestLog(log: Logger): RequestHandler {
  return (request, response, next) => {
    const id = randomUUID()
    response.setHeader('X-Request-Id', id)
    const began = performance.now()
    response.on('close', () => {
      const level = levelOf(response.statusCode)
      // Most requests are of no interest; what would be said of them is not even put together.
      if (!log.isLevelEnabled(level)) return
      const [path] = request.originalUrl.split('?', 1)
      log[level](
        {
          req: { id, method: request.method, path },
          res: { statusCode: response.statusCode },
          responseTime: Math.round(performance.now() - began),
        },
        response.writableFinished ? 'request completed' : 'request aborted',
      )
    })
    next()
  }
}

import { randomUUID } from 'node:crypto'
import type { Request, RequestHandler } from 'express'
import { pino, type DestinationStream, type Logger } from 'pino'
import { pinoHttp } from 'pino-http'

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

/** The id that a request was given. */
export function requestIdOf(request: Request): string {
  return typeof request.id === 'string' ? request.id : ''
}

/** Gives each request an id, in the answer too, and writes one line when it is over: no headers, no query, no body. */
export function requestLog(log: Logger): RequestHandler {
  return pinoHttp({
    logger: log,
    quietReqLogger: true,
    genReqId: (_request, response) => {
      const id = randomUUID()
      response.setHeader('X-Request-Id', id)
      return id
    },
    customLogLevel: (_request, response, error) => {
      if (error || response.statusCode >= 500) return 'error'
      return response.statusCode >= 400 ? 'info' : 'debug'
    },
    serializers: {
      req: ({ id, method, url }: { id: string; method: string; url: string }) => ({
        id,
        method,
        path: url.split('?', 1)[0],
      }),
      res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
    },
  })
}

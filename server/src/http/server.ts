import { createServer, STATUS_CODES, type Server } from 'node:http'
import type { Socket } from 'node:net'
import type { Express } from 'express'
import type { Logger } from 'pino'
import { ProblemError, problemDocument, type ProblemCode } from './problems.ts'

/** A sender that dawdles is not waited for. Milliseconds. */
const timeouts = { headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 5000 }

/** Longer than the idle time of common proxies, so that they close first and no request meets a closed connection. */
const keepAliveTimeout = 65_000

const codes: Record<string, ProblemCode> = {
  HPE_HEADER_OVERFLOW: 'header_too_large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request_timeout',
}

/** An HTTP server for the app, which answers with problems even where Node gives up before Express begins. */
export function createHttpServer(app: Express, log: Logger, patience: Partial<typeof timeouts> = {}): Server {
  // Of headers that may come once Node would keep the first and drop the others; joined they are no token and no type.
  // The app asks for Host by itself: Node's answer is no problem document.
  const headers = { joinDuplicateHeaders: true, requireHostHeader: false }
  const options = { ...timeouts, ...patience, keepAliveTimeout, ...headers }
  const server = createServer(options, app)
  // Node would answer with 417 and no document; what is expected besides 100-continue may be ignored (RFC 9110, 10.1.1).
  server.on('checkExpectation', app)
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    if (!socket.writable) {
      socket.destroy()
      return
    }
    const problem = new ProblemError(codes[error.code ?? ''] ?? 'invalid_request')
    const id = crypto.randomUUID()
    const body = JSON.stringify(problemDocument(problem, id))
    log.info({ requestId: id, code: error.code }, problem.code)
    socket.end(
      `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}\r\nConnection: close\r\nX-Request-Id: ${id}\r\n` +
        `Content-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    )
  })
  return server
}

/** Listens, and gives back the port. */
export async function listen(server: Server, port: number, host: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.removeListener('error', reject)
      resolve()
    })
  })
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : port
}

/** Lets requests under way finish, for as long as they may take, then cuts them off. */
export async function stopServing(server: Server, patienceMilliseconds: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  const timer = setTimeout(() => server.closeAllConnections(), patienceMilliseconds)
  await closed
  clearTimeout(timer)
}

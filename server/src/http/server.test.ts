import { once } from 'node:events'
import { connect } from 'node:net'
import express from 'express'
import { expect, onTestFinished, test } from 'vitest'
import { errorHandler } from './errors.ts'
import { createLogger, requestLog } from './logging.ts'
import { createHttpServer, listen } from './server.ts'

/** Sends the beginning of a request and then nothing. @returns what the server says before it closes, and its log */
async function dawdle(text: string): Promise<{ answer: string; log: string }> {
  let log = ''
  const logger = createLogger('info', { write: (line: string) => (log += line) })
  const app = express()
  app.use(requestLog(logger), express.json(), (_request, response) => void response.json({}))
  app.use(errorHandler(logger))
  const patience = { headersTimeout: 50, requestTimeout: 100, connectionsCheckingInterval: 10 }
  const server = createHttpServer(app, logger, patience)
  const port = await listen(server, 0, '127.0.0.1')
  onTestFinished(() => void server.close())
  const socket = connect(port, '127.0.0.1')
  socket.setEncoding('utf8')
  let answer = ''
  socket.on('data', (chunk: string) => (answer += chunk))
  socket.write(text)
  await once(socket, 'close')
  return { answer, log }
}

const type = 'Content-Type: application/json\r\n'

test.each([
  ['its headers', 'GET /healthz HTTP/1.1\r\nHost: a\r\nX: '],
  ['its body', `POST / HTTP/1.1\r\nHost: a\r\n${type}Content-Length: 20\r\n\r\n{"a":`],
  ['its chunks', `POST / HTTP/1.1\r\nHost: a\r\n${type}Transfer-Encoding: chunked\r\n\r\n5\r\n{"a":`],
])('a sender that dawdles with %s is told so and let go', async (_what, text) => {
  const { answer, log } = await dawdle(text)
  expect(answer).toMatch(/^HTTP\/1.1 408 Request Timeout\r\n/)
  const body = JSON.parse(answer.slice(answer.indexOf('\r\n\r\n'))) as { code: string; requestId: string }
  expect(body.code).toBe('request_timeout')
  expect(answer).toContain(`X-Request-Id: ${body.requestId}\r\n`)
  expect(log).toContain(body.requestId)
})

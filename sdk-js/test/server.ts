import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import type { SessionToken } from '../src/types.ts'

export interface SeenRequest {
  method: string
  /** With its query. */
  url: string
  headers: IncomingHttpHeaders
  body: unknown
}

export type Answer = (request: SeenRequest, response: ServerResponse) => void | Promise<void>

export interface TestServer {
  readonly baseUrl: string
  readonly seen: SeenRequest[]
  /** Answers a path (without its query) from now on. */
  answer: (path: string, answer: Answer) => void
  /** Answers every other path. */
  answerAll: (answer: Answer) => void
  /** Refuses connections, and cuts those that are open. */
  stop: () => Promise<void>
  /** Listens again on the same port. */
  start: () => Promise<void>
  /** When the number of requests for a path has reached `count`. */
  requests: (path: string, count: number) => Promise<SeenRequest[]>
}

/** A real HTTP server of the test's own; what it answers is the test's to say. */
export async function startServer(): Promise<TestServer> {
  const answers = new Map<string, Answer>()
  let otherwise = notFound
  const seen: SeenRequest[] = []
  const waiting = new Set<() => void>()
  let port = 0

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = Buffer.concat(await request.toArray()).toString()
    const url = request.url ?? ''
    const one: SeenRequest = {
      method: request.method ?? '',
      url,
      headers: request.headers,
      body: text ? JSON.parse(text) : undefined,
    }
    seen.push(one)
    for (const check of waiting) check()
    const answer = answers.get(pathOf(one)) ?? otherwise
    await answer(one, response)
  }

  const server = createServer((request, response) => void receive(request, response))
  const start = (): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, '127.0.0.1', () => {
        port = (server.address() as AddressInfo).port
        resolve()
      })
    })
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })

  await start()
  onTestFinished(stop)
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    seen,
    answer: (path, answer) => void answers.set(path, answer),
    answerAll(answer) {
      otherwise = answer
    },
    start,
    stop,
    requests: (path, count) =>
      new Promise((resolve) => {
        const check = (): void => {
          const found = seen.filter((request) => pathOf(request) === path)
          if (found.length < count) return
          waiting.delete(check)
          resolve(found)
        }
        waiting.add(check)
        check()
      }),
  }
}

export function json(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

const notFound: Answer = (_, response) => problem(response, 404, 'not_found')

export function problem(response: ServerResponse, status: number, code: string, more: object = {}): void {
  response.writeHead(status, { 'content-type': 'application/problem+json' })
  response.end(
    JSON.stringify({
      type: `urn:creditkit:problem:${code}`,
      title: code,
      status,
      code,
      detail: `It is ${code}.`,
      requestId: 'req_1',
      ...more,
    }),
  )
}

let sessions = 0

/** A session as the host's backend would pass it on. */
export function session(lifeSeconds = 600, customer?: string): SessionToken {
  const expiresAt = new Date(Date.now() + lifeSeconds * 1000).toISOString()
  return { token: `token-${++sessions}`, expiresAt, ...(customer && { customer }) }
}

function pathOf({ url }: SeenRequest): string {
  return new URL(url, 'http://test').pathname
}

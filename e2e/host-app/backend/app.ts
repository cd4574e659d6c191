import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { CreditsError, createCreditsServer } from '@creditkit/sdk/node'
import express, { type ErrorRequestHandler } from 'express'
import { registerCatalogue } from './catalogue.ts'
import type { Configuration } from './configuration.ts'
import { inventHistory } from './history.ts'
import { servePages } from './pages.ts'
import { createRoutes } from './routes.ts'
import { securityHeaders } from './security.ts'
import { BUSY_WORKSPACE } from './workspaces.ts'

export interface HostApp {
  readonly url: string
  close: () => Promise<void>
}

/** Starts Quill, an assistant for e-mails and images that is paid for with credits. */
export async function startHostApp({ port, creditkitUrl, secretKey }: Configuration): Promise<HostApp> {
  const credits = createCreditsServer({ baseUrl: creditkitUrl, secretKey })
  const [pages] = await Promise.all([
    servePages(),
    registerCatalogue(credits).then(() => inventHistory(credits, BUSY_WORKSPACE)),
  ])

  const app = express()
  app.disable('x-powered-by')
  app.use(securityHeaders(creditkitUrl))
  app.use('/api', createRoutes(credits, creditkitUrl))
  app.use(pages)
  app.use(answerError)

  const server = app.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

/** Credits are out of order, or we are: the page is told which, and no more. */
const answerError: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (response.headersSent) {
    next(error)
    return
  }
  const isCredits = error instanceof CreditsError
  const status = isCredits ? 503 : ((error as { status?: number }).status ?? 500)
  const detail = isCredits
    ? 'Credits cannot be reached just now. Nothing was charged. Try again in a moment.'
    : 'Something went wrong. Try again.'
  if (status >= 500) process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  response.status(status).type('application/problem+json').send(JSON.stringify({ status, detail }))
}

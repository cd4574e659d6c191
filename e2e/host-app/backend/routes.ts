import { requireCredits, type CreditsServer } from '@creditkit/sdk/node'
import { Router, json, type Request, type RequestHandler } from 'express'
import { CURRENCY, FEATURES } from './catalogue.ts'
import { draw } from './draw.ts'
import { summarise } from './summarise.ts'
import { Works } from './works.ts'
import { WORKSPACES, currentWorkspace, signIn } from './workspaces.ts'

const LONGEST_EMAIL = 20_000
const LONGEST_PROMPT = 300

/** This product's own API, for its own pages. */
export function createRoutes(credits: CreditsServer, creditkitUrl: string): Router {
  const routes = Router()
  // Other sites' pages cannot send JSON without asking first, which is never granted.
  routes.use(json({ limit: '64kb', type: 'application/json' }))

  routes.get('/me', (request, response) => {
    response.json({
      workspace: currentWorkspace(request),
      workspaces: WORKSPACES,
      creditkitUrl,
      currency: CURRENCY,
    })
  })

  routes.post('/workspace', (request, response) => {
    if (signIn(response, fieldOf(request, 'id', 100))) response.sendStatus(204)
    else refuse(response, 404, 'There is no such workspace.')
  })

  // The browser gets a session for the workspace that is signed in, and for no other.
  routes.post('/credits-session', async (request, response) => {
    const { id, name } = currentWorkspace(request)
    await credits.customers.upsert(id, { name })
    response.set('Cache-Control', 'no-store')
    const scopes = ['read', 'purchase', 'settings'] as const
    response.json(
      await credits.sessions.create({ customer: id, origin: originOf(request), scopes: [...scopes] }),
    )
  })

  const works = new Works()
  const chargeFor = (feature: string, reason: string): RequestHandler =>
    requireCredits<Request>(credits, (request) => ({
      customer: currentWorkspace(request).id,
      currency: CURRENCY,
      feature,
      reason,
      idempotencyKey: works.idOf(request),
    }))

  routes.post(
    '/summaries',
    requireText('text', LONGEST_EMAIL, 'Paste an e-mail first.'),
    works.answerAgain,
    chargeFor(FEATURES.summary.id, 'Summary of an e-mail'),
    (request, response) => {
      const text = fieldOf(request, 'text', LONGEST_EMAIL)
      response.json(works.do(request, () => summarise(text)))
    },
  )

  routes.post(
    '/images',
    requireText('prompt', LONGEST_PROMPT, 'Say first what you would like to see.'),
    works.answerAgain,
    chargeFor(FEATURES.image.id, 'Image'),
    (request, response) => {
      const prompt = fieldOf(request, 'prompt', LONGEST_PROMPT)
      response.json(works.do(request, () => ({ prompt, svg: draw(prompt) })))
    },
  )
  return routes
}

/** Before any credit is asked for. */
function requireText(name: string, longest: number, sentence: string): RequestHandler {
  return (request, response, next) => {
    if (fieldOf(request, name, longest)) next()
    else refuse(response, 422, sentence)
  }
}

/** A text of the body; empty where it is missing, too long or something else. */
function fieldOf(request: Request, name: string, longest: number): string {
  const value = (request.body as Record<string, unknown> | undefined)?.[name]
  return typeof value === 'string' && value.length <= longest ? value.trim() : ''
}

function refuse(response: Parameters<RequestHandler>[1], status: number, detail: string): void {
  response.status(status).type('application/problem+json').send(JSON.stringify({ status, detail }))
}

function originOf(request: Request): string {
  return `${request.protocol}://${request.get('host') ?? ''}`
}

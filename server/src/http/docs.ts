import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { Router, static as serveStatic } from 'express'
import helmet from 'helmet'
import { refuseOtherMethods } from './router.ts'

const assets = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
const description = new URL('../../openapi.json', import.meta.url)

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Creditkit API</title>
    <link rel="stylesheet" href="/docs/assets/swagger-ui.css">
    <link rel="icon" href="/docs/assets/favicon-32x32.png">
  </head>
  <body>
    <div id="swagger-ui"></div>
    <script src="/docs/assets/swagger-ui-bundle.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`

// Requests cannot be tried out: secret keys do not belong into a browser.
const start = `SwaggerUIBundle({
  url: '/v1/openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  supportedSubmitMethods: [],
  validatorUrl: null,
  defaultModelsExpandDepth: 0,
})
`

/** The description of the API, and a page to read it on. Everything comes from this server. */
export function docs(): Router {
  const router = Router()
  router.get('/v1/openapi.json', async (_request, response) => {
    response
      .set('Cache-Control', 'public, max-age=300')
      .type('json')
      .send(await readFile(description))
  })
  router.use(
    '/docs',
    helmet({
      frameguard: { action: 'deny' },
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'none'"],
          scriptSrc: ["'self'"],
          // The page's library writes style attributes.
          styleSrc: ["'self'", "'unsafe-inline'"],
          imgSrc: ["'self'", 'data:'],
          connectSrc: ["'self'"],
          baseUri: ["'none'"],
          formAction: ["'none'"],
          frameAncestors: ["'none'"],
        },
      },
    }),
  )
  router.get('/docs', (_request, response) => void response.type('html').send(page))
  router.get('/docs/start.js', (_request, response) => void response.type('js').send(start))
  for (const path of ['/v1/openapi.json', '/docs', '/docs/start.js'])
    refuseOtherMethods(router, path, ['get'])
  router.use('/docs/assets', serveStatic(assets, { index: false, maxAge: '1h' }))
  return router
}

import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import express, { Router } from 'express'
import { build, type Rolldown } from 'vite'

const FRONTEND = fileURLToPath(new URL('../frontend', import.meta.url))
const PAGES: Readonly<Record<string, string>> = { '/': '/index.html', '/account': '/account.html' }
const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
}

interface File {
  readonly content: Buffer
  readonly type: string
  readonly etag: string
}

let built: Promise<Map<string, File>> | undefined

/** Builds the front end, once in a process, and serves it from memory: several apps can run beside each other. */
export async function servePages(): Promise<Router> {
  built ??= buildFrontend()
  const files = await built
  const pages = Router()
  pages.use(express.static(`${FRONTEND}/public`))
  pages.use((request, response, next) => {
    const file = files.get(PAGES[request.path] ?? request.path)
    if (!file || !['GET', 'HEAD'].includes(request.method)) {
      next()
      return
    }
    const immutable = request.path.startsWith('/assets/')
    response.set({
      'Content-Type': file.type,
      ETag: file.etag,
      'Cache-Control': immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    })
    response.send(file.content)
  })
  return pages
}

async function buildFrontend(): Promise<Map<string, File>> {
  const result = await build({
    root: FRONTEND,
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'es2022',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: [`${FRONTEND}/index.html`, `${FRONTEND}/account.html`] },
    },
  })
  const { output } = (Array.isArray(result) ? result[0] : result) as Rolldown.RolldownOutput
  return new Map(
    output.map((file) => {
      const content = Buffer.from(file.type === 'chunk' ? file.code : file.source)
      const type = TYPES[file.fileName.split('.').at(-1) ?? ''] ?? 'application/octet-stream'
      const etag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 20)}"`
      return [`/${file.fileName}`, { content, type, etag }]
    }),
  )
}

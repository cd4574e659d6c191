import type { Response } from 'express'
import { html } from './html.ts'
import type { Markup } from './html.ts'

/** One page of the simulator. */
export interface Page {
  title: string
  body: Markup
  status?: number
  /**
   * A form of the page leads to the shop, and from there to wherever the shop leads. Chromium holds every step of
   * such a redirect against `form-action`, so no list of origins would do.
   */
  leadsToShop?: boolean
  /** Pages for a frame may be framed by anyone and carry one script, which tells the frame's parent how it goes. */
  isEmbedded?: boolean
}

/** Sends a page under a policy that allows its own style sheet and forms, and nothing else. */
export const sendPage = (response: Response, page: Page): void => {
  response.status(page.status ?? 200).set({
    'content-security-policy': [
      "default-src 'none'",
      "style-src 'self'",
      "img-src 'self' data:",
      page.isEmbedded ? "script-src 'self'" : "script-src 'none'",
      page.leadsToShop ? "form-action 'self' http: https:" : "form-action 'none'",
      `frame-ancestors ${page.isEmbedded ? '*' : "'none'"}`,
      "base-uri 'none'",
    ].join('; '),
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  })
  response.type('html').send(
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <title>${page.title}</title>
          <link rel="icon" href="data:," />
          <link rel="stylesheet" href="/assets/page.css" />
          ${page.isEmbedded ? html`<script type="module" src="/assets/embedded.js"></script>` : null}
        </head>
        <body class="${page.isEmbedded ? 'embedded' : 'hosted'}">
          ${page.body}
        </body>
      </html> `.text,
  )
}

/** What every page says first. */
export const notice = html`<p class="notice" role="note">
  <strong>Stripe simulator.</strong> No money moves. Use the test cards only, never a real one.
</p>`

/** A page that only tells something, with a way on where there is one. */
export const messagePage = (
  title: string,
  text: string,
  status = 200,
  onward: string | null = null,
): Page => ({
  title,
  status,
  body: html`<main class="message">
    <div class="card">
      ${notice}
      <h1>${title}</h1>
      <p>${text}</p>
      ${onward ? html`<p class="back"><a href="${onward}" rel="noreferrer">← Back to the shop</a></p>` : null}
    </div>
  </main>`,
})

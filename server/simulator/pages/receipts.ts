import { Router } from 'express'
import type Stripe from 'stripe'
import { formatMoney } from '../state/money.ts'
import type { World } from '../world.ts'
import { messagePage, notice, sendPage } from './document.ts'
import { html } from './html.ts'
import type { Markup } from './html.ts'
import { textPdf } from './pdf.ts'

const dateOf = (seconds: number): string =>
  new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' }).format(seconds * 1000)

const row = (label: string, value: string): Markup =>
  html`<div class="row">
    <dt>${label}</dt>
    <dd>${value}</dd>
  </div>`

const invoiceLines = (invoice: Stripe.Invoice): string[] => [
  `Invoice ${invoice.number ?? invoice.id}`,
  dateOf(invoice.created),
  ...invoice.lines.data.map(
    (line) => `${line.quantity ?? 1} x ${line.description ?? ''}: ${formatMoney(line.amount, line.currency)}`,
  ),
  `Total: ${formatMoney(invoice.total, invoice.currency)}`,
  `Paid: ${formatMoney(invoice.amount_paid, invoice.currency)}`,
  'Made by a Stripe simulator. No money has moved.',
]

/** Receipts and invoices, behind the links that charges and invoices carry. */
export const receiptRouter = (world: World): Router => {
  const router = Router()

  router.get('/receipts/:id', (request, response) => {
    const charge = world.state.charges.get(request.params.id)
    if (!charge)
      return sendPage(response, messagePage('There is nothing here', 'This receipt does not exist.', 404))
    const refunded =
      charge.amount_refunded > 0
        ? row('Refunded', formatMoney(charge.amount_refunded, charge.currency))
        : null
    return sendPage(response, {
      title: 'Receipt · Stripe simulator',
      body: html`<main class="message">
        <div class="card">
          ${notice}
          <h1>Receipt</h1>
          <p class="amount">${formatMoney(charge.amount, charge.currency)}</p>
          <dl class="totals">
            ${row('Paid on', dateOf(charge.created))}${row('Reference', charge.id)}${refunded}
          </dl>
        </div>
      </main>`,
    })
  })

  router.get('/invoices/:id', (request, response) => {
    const invoice = world.state.invoices.get(request.params.id)
    if (!invoice)
      return sendPage(response, messagePage('There is nothing here', 'This invoice does not exist.', 404))
    const { currency } = invoice
    return sendPage(response, {
      title: `Invoice ${invoice.number ?? ''} · Stripe simulator`,
      body: html`<main class="message">
        <div class="card">
          ${notice}
          <h1>Invoice ${invoice.number}</h1>
          <p class="amount">${formatMoney(invoice.total, currency)}</p>
          <dl class="totals">
            ${row('Paid on', dateOf(invoice.created))}
            ${invoice.customer_email ? row('Bill to', invoice.customer_email) : null}
            ${invoice.lines.data.map((line) => row(`${line.quantity ?? 1} × ${line.description ?? ''}`, formatMoney(line.amount, currency)))}
            ${row('Total without tax', formatMoney(invoice.total_excluding_tax ?? invoice.total, currency))}
          </dl>
          <p class="back"><a href="/invoices/${invoice.id}/pdf">Download as PDF</a></p>
        </div>
      </main>`,
    })
  })

  router.get('/invoices/:id/pdf', (request, response) => {
    const invoice = world.state.invoices.get(request.params.id)
    if (!invoice)
      return sendPage(response, messagePage('There is nothing here', 'This invoice does not exist.', 404))
    response.attachment(`${invoice.number ?? invoice.id}.pdf`)
    return void response.type('application/pdf').send(textPdf(invoiceLines(invoice)))
  })
  return router
}

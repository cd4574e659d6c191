import type Stripe from 'stripe'
import { idOf } from '../payments/find.ts'
import { newId } from '../state/ids.ts'
import type { World } from '../world.ts'

const lineOf = (line: Stripe.LineItem, invoice: string, at: number): Stripe.InvoiceLineItem => {
  const isInclusive = line.price?.tax_behavior === 'inclusive'
  return {
    id: newId.invoiceLine(),
    object: 'line_item',
    amount: line.amount_subtotal,
    currency: line.currency,
    description: line.description,
    discount_amounts: [],
    discountable: true,
    discounts: [],
    invoice,
    livemode: false,
    metadata: {},
    parent: null,
    period: { end: at, start: at },
    pretax_credit_amounts: [],
    pricing: line.price
      ? {
          type: 'price_details',
          price_details: { price: line.price.id, product: idOf(line.price.product) ?? '' },
          unit_amount_decimal: line.price.unit_amount_decimal,
        }
      : null,
    quantity: line.quantity,
    quantity_decimal: String(line.quantity ?? 0) as unknown as Stripe.Decimal,
    subscription: null,
    subtotal: line.amount_subtotal,
    taxes:
      line.amount_tax === 0
        ? []
        : [
            {
              amount: line.amount_tax,
              tax_behavior: isInclusive ? 'inclusive' : 'exclusive',
              tax_rate_details: null,
              taxability_reason: 'standard_rated',
              taxable_amount: line.amount_total - line.amount_tax,
              type: 'tax_rate_details',
            },
          ],
  }
}

/** The paid invoice of a session with `invoice_creation`, with its events. */
export const createInvoice = (world: World, session: Stripe.Checkout.Session): Stripe.Invoice => {
  const id = newId.invoice()
  const now = world.now()
  const lines = (world.state.sessionDetails.get(session.id)?.lines ?? []).map((line) => lineOf(line, id, now))
  const data = session.invoice_creation?.invoice_data
  const total = session.amount_total ?? 0
  const tax = session.total_details?.amount_tax ?? 0
  const page = `${world.settings.baseUrl}/invoices/${id}`
  const sequence = world.state.invoices.all().length + 1
  const invoice: Stripe.Invoice = {
    id,
    object: 'invoice',
    account_country: 'US',
    account_name: 'Stripe simulator',
    account_tax_ids: null,
    amount_due: total,
    amount_overpaid: 0,
    amount_paid: total,
    amount_remaining: 0,
    amount_shipping: 0,
    application: null,
    attempt_count: 0,
    attempted: true,
    auto_advance: false,
    automatic_tax: { disabled_reason: null, ...session.automatic_tax },
    automatically_finalizes_at: null,
    billing_reason: 'manual',
    collection_method: 'charge_automatically',
    created: now,
    currency: session.currency ?? 'usd',
    custom_fields: data?.custom_fields ?? null,
    customer: idOf(session.customer),
    customer_account: null,
    customer_address: session.customer_details?.address ?? null,
    customer_email: session.customer_details?.email ?? null,
    customer_name: session.customer_details?.name ?? null,
    customer_phone: null,
    customer_shipping: null,
    customer_tax_exempt: 'none',
    customer_tax_ids: [],
    default_payment_method: null,
    default_source: null,
    default_tax_rates: [],
    description: data?.description ?? null,
    discounts: [],
    due_date: null,
    effective_at: now,
    ending_balance: 0,
    footer: data?.footer ?? null,
    from_invoice: null,
    hosted_invoice_url: page,
    invoice_pdf: `${page}/pdf`,
    issuer: { type: 'self' },
    last_finalization_error: null,
    latest_revision: null,
    lines: { object: 'list', data: lines, has_more: false, url: `/v1/invoices/${id}/lines` },
    livemode: false,
    metadata: data?.metadata ?? {},
    next_payment_attempt: null,
    number: `SIM-${String(sequence).padStart(4, '0')}`,
    on_behalf_of: null,
    parent: null,
    payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null },
    period_end: now,
    period_start: now,
    post_payment_credit_notes_amount: 0,
    pre_payment_credit_notes_amount: 0,
    receipt_number: null,
    rendering: null,
    shipping_cost: null,
    shipping_details: null,
    starting_balance: 0,
    statement_descriptor: null,
    status: 'paid',
    status_transitions: { finalized_at: now, marked_uncollectible_at: null, paid_at: now, voided_at: null },
    subtotal: session.amount_subtotal ?? total,
    subtotal_excluding_tax: (session.amount_subtotal ?? total) - 0,
    test_clock: null,
    total,
    total_discount_amounts: [],
    total_excluding_tax: total - tax,
    total_pretax_credit_amounts: [],
    total_taxes: lines.flatMap((line) => line.taxes ?? []),
    webhooks_delivered_at: now,
  }
  world.state.invoices.insert(invoice)
  for (const type of ['created', 'finalized', 'paid', 'payment_succeeded'])
    world.emit(`invoice.${type}`, invoice)
  return invoice
}

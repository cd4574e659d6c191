import { missing } from '../http/errors.ts'
import { isCreatedIn, page } from '../http/lists.ts'
import { route } from '../http/route.ts'
import type { Route } from '../http/route.ts'
import { idOf } from '../payments/find.ts'

/** https://docs.stripe.com/api/invoices: those of paid checkout sessions, to be read. */
export const invoiceRoutes: readonly Route[] = [
  route('get', '/v1/invoices', 'InvoiceListParams', ({ world, params }) =>
    page(
      world.state.invoices
        .newestFirst()
        .filter((invoice) => params.customer === undefined || idOf(invoice.customer) === params.customer)
        .filter((invoice) => params.status === undefined || invoice.status === params.status)
        .filter((invoice) => isCreatedIn(invoice.created, params.created)),
      params,
      '/v1/invoices',
      'invoice',
    ),
  ),
  route('get', '/v1/invoices/:id', 'InvoiceRetrieveParams', ({ world, id }) => {
    const invoice = world.state.invoices.get(id)
    if (!invoice) throw missing('invoice', id)
    return invoice
  }),
]

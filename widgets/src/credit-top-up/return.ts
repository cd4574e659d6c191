/**
 * How an order survives the way to the payment page and back: its id comes back in the address, from
 * which it is taken at once, and waits in the tab's memory until the customer has seen how it ended.
 * So a reload, the back button or a copied address all find the order as it is.
 */

/** The query parameter in which the server's return page hands the order back. */
export const ORDER_PARAMETER = 'credit-top-up'
/** Stands beside it when the customer turned back on the payment page. */
const CANCELLED_PARAMETER = 'credit-top-up-cancelled'

/** The order that a customer comes back to, and whether they turned back without paying. */
export interface ReturnedOrder {
  id: string
  cancelled: boolean
}

/** Takes the order's id out of the address, which is left clean. */
export function takeReturnedOrder(): ReturnedOrder | undefined {
  const url = new URL(location.href)
  const id = url.searchParams.get(ORDER_PARAMETER)
  if (id === null) return undefined
  const cancelled = url.searchParams.has(CANCELLED_PARAMETER)
  history.replaceState(history.state, '', withoutOrder(url))
  return id ? { id, cancelled } : undefined
}

/** Where the payment page shall send the customer back: this page, as a path. */
export function returnPath(): string {
  return withoutOrder(new URL(location.href))
}

function withoutOrder(url: URL): string {
  url.searchParams.delete(ORDER_PARAMETER)
  url.searchParams.delete(CANCELLED_PARAMETER)
  return url.pathname + url.search + url.hash
}

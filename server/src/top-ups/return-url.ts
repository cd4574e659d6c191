import { TopUpError } from './errors.ts'

const LONGEST_PATH = 1000
// Browsers read a backslash as a slash, and drop tabs and line breaks: both make "//" out of something else.
// oxlint-disable-next-line no-control-regex -- control characters are what it refuses
const UNSAFE = /[\\\u0000-\u0020\u007f-\u009f]/

/** The query parameter with which a host's page learns which order the customer comes back from. */
export const ORDER_PARAMETER = 'credit-top-up'
/** Stands beside it when the customer turned back on the payment page. */
const CANCELLED_PARAMETER = 'credit-top-up-cancelled'

/**
 * Builds where the customer comes back to, from an origin that was allowed before and a path of the browser's.
 *
 * @throws TopUpError `origin_not_allowed` or `invalid_return_path`
 */
export function buildReturnUrl(origin: string, path: string): string {
  if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
    throw new TopUpError(
      'origin_not_allowed',
      'The session is bound to no valid origin. Create a new session.',
    )
  }
  const url = path.length <= LONGEST_PATH && isPlainPath(path) ? new URL(path, origin) : null
  if (url?.origin !== origin) {
    throw new TopUpError(
      'invalid_return_path',
      'Send a path on the page’s own origin that starts with one slash, such as "/account".',
      { path: 'returnPath' },
    )
  }
  return url.href
}

function isPlainPath(path: string): boolean {
  return path.startsWith('/') && !path.startsWith('//') && !UNSAFE.test(path)
}

/** The way back with the order's id, so that the page can show how far it is. */
export function withOrder(returnUrl: string, orderId: string): string {
  const url = new URL(returnUrl)
  url.searchParams.set(ORDER_PARAMETER, orderId)
  return url.href
}

/** The way back for a customer who does not pay: the page need not wait for news of a payment. */
export function withCancelledOrder(returnUrl: string, orderId: string): string {
  const url = new URL(withOrder(returnUrl, orderId))
  url.searchParams.set(CANCELLED_PARAMETER, 'true')
  return url.href
}

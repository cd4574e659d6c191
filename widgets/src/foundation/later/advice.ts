/** What a page's developer should know, and its customers should not have to. Fetched when something is wrong. */
import type { CreditsError } from '@creditkit/sdk'
import type { CreditElement } from '../credit-element.ts'
import { warnOnce } from '../warn.ts'

const PROVIDER = 'credit-provider'

const mistakes = {
  'base-url': () => 'no address of a server, such as https://credits.example.com',
  locale: () => 'no BCP 47 tag, such as en-US',
  range: (ranges: readonly string[] = []) => `none of ${ranges.join(', ')}`,
}

export type Attribute = keyof typeof mistakes

/** A value that was passed over. */
export function adviseOnValue(name: Attribute, value: string, ranges?: readonly string[]): void {
  warnOnce(`${name}="${value}" is ${mistakes[name](ranges)}.`)
}

/** Why there is an error, or nobody to ask: what the customer reads cannot tell which of many reasons it was. */
export function advise(element: CreditElement, error?: CreditsError): void {
  const advice = error ? onError(element, error) : onClient(element)
  if (advice) warnOnce(advice)
}

function onError(
  { scope: { client } }: CreditElement,
  { cause, code, message, status }: CreditsError,
): string | undefined {
  const why = cause instanceof Error ? cause.message : 'no answer'
  const { origin } = location
  if (code === 'session_failed') return `fetchSession failed: ${why}`
  if (code === 'network' || code === 'timeout') {
    const url = client?.baseUrl || origin
    return `No answer from ${url} (${why}). Is it running, and is ${origin} in its CREDITKIT_ALLOWED_ORIGINS?`
  }
  return code === 'invalid_answer' || (status >= 400 && status < 500) ? `${code}: ${message}` : undefined
}

function onClient(element: CreditElement): string {
  const { baseUrl, fetchSession, localName } = element
  let provider = null
  for (let at: Element | undefined = element; at && !provider; at = (at.getRootNode() as ShadowRoot).host) {
    provider = at.closest(PROVIDER)
  }
  // One of the two on the element itself is no use without the other.
  const owner = baseUrl !== undefined || fetchSession ? element : (provider ?? element)
  const missing = [
    owner.baseUrl === undefined ? 'base-url' : '',
    owner.fetchSession ? '' : 'fetchSession',
  ].filter(Boolean)
  const why = provider?.matches(':not(:defined)')
    ? `<${PROVIDER}> is not defined`
    : `<${owner.localName}> has no ${missing.join(' and no ')}${provider ? '' : `, and stands in no <${PROVIDER}>`}`
  return `<${localName}> has nobody to ask: ${why}.`
}

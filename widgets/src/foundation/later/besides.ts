/**
 * What an element has besides its figures. It comes in a file of its own, beside the first of them: the rest of its
 * looks, the sentences of all that can fail, a focus that is not lost, an eye on the page's language, turns for those that hear the same news, and the
 * way to advice for the page's developer.
 */
import type { CreditsError } from '@creditkit/sdk'
import type { CSSResult } from 'lit'
import type { CreditElement } from '../credit-element.ts'
import { adopt } from '../later.ts'
import { addProblems } from '../localize/en/later/problems.ts'
import { isLocale } from '../localize/locale.ts'
import { besides } from '../styles/later/besides.ts'
import { moreTokens } from '../styles/later/more-tokens.ts'
import type { Attribute } from './advice.ts'
import { keepFocus } from './keep-focus.ts'

export { inTurn } from './turns.ts'

/** How long an element waits for its client before the developer is told, in ms: frameworks set properties late. */
const PATIENCE = 5000

const tokens = new Map<string, CSSResult>()
const completed = new WeakSet<CreditElement>()

addProblems()

/** Gives an element the rest of its looks, keeps the focus in it, and looks at what it was given. */
export function complete(element: CreditElement): void {
  if (completed.has(element)) return
  completed.add(element)
  const name = element.localName.replace('credit-', '')
  let own = tokens.get(name)
  if (!own) tokens.set(name, (own = moreTokens(name)))
  adopt(element, [own, besides])
  keepFocus(element)
  const language = new MutationObserver(() => element.requestUpdate())
  element.addController({
    hostConnected: () => language.observe(document.documentElement, { attributeFilter: ['lang'] }),
    hostDisconnected: () => language.disconnect(),
    hostUpdated: () => check(element),
  })
  setTimeout(() => {
    if (!element.isConnected || element.scope.client) return
    advise(element)
    element.alone = true
    element.requestUpdate()
  }, PATIENCE)
}

/** Tells the page's developer why there is an error, or nobody to ask. */
export function advise(element: CreditElement, error?: CreditsError): void {
  void withAdvice((advice) => advice.advise(element, error))
}

/** Bad values are passed over, so that they never break the page; its developer is told. */
function check(element: CreditElement & { range?: string }): void {
  const { constructor, locale, range = '', scope } = element
  const { knownRanges } = constructor as typeof CreditElement
  const baseUrl = scope.client?.baseUrl
  const tell = (name: Attribute, value: string): void =>
    void withAdvice((advice) => advice.adviseOnValue(name, value, knownRanges))
  if (baseUrl && !/^(https?:\/)?\//.test(baseUrl)) tell('base-url', baseUrl)
  if (knownRanges?.includes(range) === false) tell('range', range)
  for (const tag of [locale, scope.context.value?.locale]) if (tag && !isLocale(tag)) tell('locale', tag)
}

async function withAdvice(give: (advice: typeof import('./advice.ts')) => void): Promise<void> {
  // Where it does not come, there is nobody to advise: the network is gone.
  const advice = await import('./advice.ts').catch(() => undefined)
  if (advice) give(advice)
}

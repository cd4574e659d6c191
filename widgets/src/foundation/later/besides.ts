/**
 * What an element has besides its figures. It comes in a file of its own, beside the first of them: the rest of its
 * looks, the sentences of all that can fail, a focus that is not lost, turns for those that hear the same news, advice
 * to the page's developer.
 */
import type { CSSResult } from 'lit'
import type { CreditElement } from '../credit-element.ts'
import { adopt } from '../later.ts'
import { addProblems } from '../localize/en/later/problems.ts'
import { besides } from '../styles/later/besides.ts'
import { moreTokens } from '../styles/later/more-tokens.ts'
import { adviseOnClient } from './advice.ts'
import { keepFocus } from './keep-focus.ts'

export { adviseOnError } from './advice.ts'
export { inTurn } from './turns.ts'

/** How long an element waits for its client before the developer is told, in ms: frameworks set properties late. */
const PATIENCE = 5000

const tokens = new Map<string, CSSResult>()
const completed = new WeakSet<CreditElement>()

addProblems()

/** Gives an element the rest of its looks, and keeps the focus in it. */
export function complete(element: CreditElement): void {
  if (completed.has(element)) return
  completed.add(element)
  const name = element.localName.replace('credit-', '')
  let own = tokens.get(name)
  if (!own) tokens.set(name, (own = moreTokens(name)))
  adopt(element, [own, besides])
  keepFocus(element)
  setTimeout(() => {
    if (element.isConnected && !element.scope.client) adviseOnClient(element)
  }, PATIENCE)
}

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
import { keepFocus } from './keep-focus.ts'

export { adviseOnClient, adviseOnError } from './advice.ts'
export { inTurn } from './turns.ts'

const tokens = new Map<string, CSSResult>()

addProblems()

/** Gives an element the rest of its looks, and keeps the focus in it. */
export function complete(element: CreditElement): void {
  const name = element.localName.replace('credit-', '')
  let own = tokens.get(name)
  if (!own) tokens.set(name, (own = moreTokens(name)))
  adopt(element, own)
  adopt(element, besides)
  keepFocus(element)
}

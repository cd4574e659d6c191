import type { CreditsClient } from '@creditkit/sdk'
import { byId, make } from './dom.ts'
import { number } from './number.ts'

export interface ChargedAction {
  feature: string
  /** As it stands in a sentence: "A summary". */
  what: string
  button: string
  cost: string
  short: string
}

/**
 * Says beside a button what it costs, and where there are not enough credits, says that and offers more. Both
 * follow the balance live.
 */
export function showCharge(credits: CreditsClient, action: ChargedAction): void {
  const check = credits.checkResource({ feature: action.feature })
  const button = byId(action.button) as HTMLButtonElement
  const cost = byId(action.cost)
  const short = byId(action.short)

  const add = make('button', { type: 'button', className: 'secondary' }, 'Add credits')
  add.addEventListener('click', () => document.querySelector('credit-top-up')?.show())

  const show = (): void => {
    const { data } = check.getSnapshot()
    if (!data) return
    const allowed = data.allowed
    cost.textContent = inCredits(data.cost)
    button.disabled = !allowed
    if (allowed) short.replaceChildren()
    else {
      const sentence = `${action.what} costs ${inCredits(data.cost)}, and you have ${number(data.available)}.`
      if (short.firstChild?.textContent !== sentence) short.replaceChildren(make('p', {}, sentence), add)
    }
  }
  check.subscribe(show)
  show()
}

function inCredits(amount: string): string {
  return `${number(amount)} ${amount === '1' ? 'credit' : 'credits'}`
}

import { createCredits } from '@creditkit/sdk'

/**
 * Keeps a customer's credits in an element, live and in all tabs.
 * @param {HTMLElement} element
 * @param {import('@creditkit/sdk').CreditsOptions} options
 */
export function showBalance(element, options) {
  const balance = createCredits(options).balance()
  return balance.subscribe(() => {
    const { data, error, stale } = balance.getSnapshot()
    if (data) element.textContent = `${data.available} credits${stale ? ' (offline)' : ''}`
    else if (error) element.textContent = error.message
  })
}

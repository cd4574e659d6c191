/** Uses each public face as a host does that has the packages from a registry; `tests/packed.test.ts` builds it. */
import { createCredits, CreditsError, type CreditsClient, type SessionToken } from '@creditkit/sdk'
import { mayRemovePaymentMethods } from '@creditkit/sdk/payment-methods'
import { CreditProvider, registerMessages, type CreditEventMap } from '@creditkit/widgets'
import '@creditkit/widgets/define/credit-balance'
import '@creditkit/widgets/define/credit-provider'
import '@creditkit/widgets/jsx'
import manifest from '@creditkit/widgets/custom-elements.json' with { type: 'json' }
import { colors } from '@creditkit/widgets/tokens'
import { useState, useSyncExternalStore, type ReactElement } from 'react'
import { createRoot } from 'react-dom/client'

const { creditkitUrl, currency } = (await (await fetch('/api/me')).json()) as Record<
  'creditkitUrl' | 'currency',
  string
>

async function fetchSession(): Promise<SessionToken> {
  const response = await fetch('/api/credits-session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  })
  return (await response.json()) as SessionToken
}

const credits: CreditsClient = createCredits({ baseUrl: creditkitUrl, currency, fetchSession })

registerMessages('en-GB', { common: { tryAgain: 'Have another go' } })

const provider = document.querySelector('credit-provider')
if (provider instanceof CreditProvider) {
  provider.baseUrl = creditkitUrl
  provider.currency = currency
  provider.fetchSession = fetchSession
}

const codeOf = ({ detail }: CreditEventMap['credit-error']): string => detail.code
document.addEventListener('credit-error', (event) => {
  document.title = event.detail.error instanceof CreditsError ? codeOf(event) : 'another copy of the SDK'
})

const mayRemove = await mayRemovePaymentMethods(credits)

function App(): ReactElement {
  const { subscribe, getSnapshot } = credits.balance()
  const { data } = useSyncExternalStore(subscribe, getSnapshot)
  const [changes, setChanges] = useState(0)
  return (
    <credit-provider client={credits} currency={currency}>
      <credit-balance
        data-testid="jsx"
        withoutAction
        oncredit-balance-changed={({ detail }) => setChanges(Number(detail.balance.available))}
      />
      <p data-testid="changes">{changes}</p>
      <p data-testid="sdk">{data ? `${data.available} by the SDK` : '…'}</p>
      <p data-testid="faces">{[String(mayRemove), colors.accent.length, manifest.schemaVersion].join(' ')}</p>
    </credit-provider>
  )
}

const root = document.getElementById('root')
if (root) createRoot(root).render(<App />)

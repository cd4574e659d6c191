import { createCredits, type CreditsClient, type SessionToken } from '@creditkit/sdk'
import '@creditkit/widgets/all'
import '@creditkit/widgets/jsx'
import { StrictMode, useState, type ReactElement } from 'react'
import { createRoot } from 'react-dom/client'
import { useBalance } from './use-balance.ts'

const { creditkitUrl, currency } = (await (await fetch('/api/me')).json()) as Record<
  'creditkitUrl' | 'currency',
  string
>

const credits = createCredits({
  baseUrl: creditkitUrl,
  currency,
  fetchSession: async () => {
    const response = await fetch('/api/credits-session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    })
    return (await response.json()) as SessionToken
  },
})

function Left({ client }: { client: CreditsClient }): ReactElement {
  const { data } = useBalance(client)
  return <p data-testid="hook">{data ? `${data.available} by the hook` : '…'}</p>
}

function App(): ReactElement {
  const [shown, setShown] = useState(true)
  const [changes, setChanges] = useState<string[]>([])
  return (
    <main>
      <h1>React</h1>
      <Left client={credits} />
      <button type="button" onClick={() => setShown(!shown)}>
        Show or hide
      </button>
      <p data-testid="changes">{changes.join(' ')}</p>
      <credit-provider client={credits} currency={currency}>
        {shown && (
          <credit-balance
            withoutAction
            oncredit-balance-changed={({ detail }) => setChanges((all) => [...all, detail.balance.available])}
          />
        )}
        <credit-usage />
        <credit-top-up />
      </credit-provider>
    </main>
  )
}

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
}

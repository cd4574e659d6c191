'use client'

import '@creditkit/widgets/jsx'
import { useEffect, useState, type ReactElement } from 'react'

const fetchSession = async () => (await fetch('/api/credits-session', { method: 'POST' })).json()

export function Account(): ReactElement {
  const [defined, setDefined] = useState(false)
  useEffect(() => {
    void import('@creditkit/widgets/all').then(() => setDefined(true))
  }, [])
  if (!defined) return <div className="account-placeholder" />
  return (
    <credit-provider base-url="https://credits.example.com" currency="ai-credits" fetchSession={fetchSession}>
      <credit-balance />
    </credit-provider>
  )
}

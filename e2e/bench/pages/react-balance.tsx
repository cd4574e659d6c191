/** What `<credit-balance>` shows, written plainly for React: no themes, languages, errors or moving number. */
import type { Balance, CreditsClient } from '@creditkit/sdk'
import { useState, useSyncExternalStore, type ReactElement } from 'react'
import { createRoot } from 'react-dom/client'
import { client } from './client.ts'

const styles = `
.card { border: 1px solid #e4e4e9; border-radius: 12px; padding: 20px; font-size: 14px; box-sizing: border-box }
.card p, .card h2, .card ul { margin: 0; padding: 0; list-style: none }
.card h2 { font-size: 13px; font-weight: 550; color: #63636e }
.card .number { font-size: 40px; font-weight: 650; line-height: 1.1 }
.card .meter { display: flex; gap: 2px; height: 8px; margin: 16px 0 10px; border-radius: 99px; overflow: hidden; background: #e4e4e9 }
.card .paid { background: #4f46e5 }
.card .promotional { background: #0ea5a4 }
.card .legend { display: flex; gap: 12px; font-size: 12.5px; color: #63636e }
.card button { width: 100%; min-height: 42px; margin-top: 16px; border: 0; border-radius: 8px; background: #4f46e5; color: #fff; font: inherit }
.card .facts { display: grid; grid-template-columns: 1fr 1fr; gap: 20px; margin-top: 16px; padding-top: 12px; border-top: 1px solid #e4e4e9 }
.card .waiting { height: 286px }
`
const number = new Intl.NumberFormat()
const write = (amount: string): string => number.format(amount as `${number}`)
const names = { paid: 'Paid', promotional: 'Promotional' }

function Card({ balance }: { balance: Balance }): ReactElement {
  const [open, setOpen] = useState(false)
  const { available, byCategory, currency, granted, nextExpiry, runway, value } = balance
  const money =
    value &&
    new Intl.NumberFormat(undefined, { style: 'currency', currency: value.currency }).format(
      Number(value.amount) / 10 ** value.scale,
    )
  return (
    <>
      <h2>{currency.name.plural}</h2>
      <p>
        <span className="number">{write(available)}</span> credits left
      </p>
      {money && <p>about {money} at today’s rate</p>}
      <div className="meter" aria-hidden="true">
        {byCategory.map(({ category, remaining }) => (
          <i
            key={category}
            className={category}
            style={{ flexBasis: `${(Number(remaining) / Number(granted)) * 100}%` }}
          />
        ))}
      </div>
      <ul className="legend">
        {byCategory.map(({ category, remaining }) => (
          <li key={category}>
            {names[category]} {write(remaining)}
          </li>
        ))}
      </ul>
      <button type="button">Add credits</button>
      <div className="facts">
        <div onClick={() => setOpen(!open)}>
          <p>Lasts about</p>
          <b>{runway ? `${Math.floor(runway.seconds / 86_400)} days` : 'No usage yet'}</b>
          {open && runway && <p>At about {write(runway.perDay)} a day.</p>}
        </div>
        <div>
          <p>Expiring next</p>
          <b>
            {nextExpiry
              ? `${write(nextExpiry.amount)} on ${new Date(nextExpiry.at).toLocaleDateString()}`
              : 'Nothing expires'}
          </b>
        </div>
      </div>
    </>
  )
}

function BalanceCard({ credits }: { credits: CreditsClient }): ReactElement {
  const { subscribe, getSnapshot } = credits.balance()
  const { data } = useSyncExternalStore(subscribe, getSnapshot)
  return (
    <section className="card">
      {data ? <Card balance={data} /> : <div className="waiting">Loading</div>}
    </section>
  )
}

const root = document.querySelector('main')
if (root) {
  document.head.append(Object.assign(document.createElement('style'), { textContent: styles }))
  createRoot(root).render(<BalanceCard credits={client('none')} />)
}

import { createCredits, type CreditsClient, type SessionToken } from '@creditkit/sdk'
import type { CreditProvider } from '@creditkit/widgets'
import '@creditkit/widgets/all'
import { get, post } from './api.ts'
import { byId } from './dom.ts'
import { number } from './number.ts'

interface Me {
  workspace: { id: string; name: string }
  workspaces: { id: string; name: string }[]
  creditkitUrl: string
  currency: string
}

export interface Shell {
  credits: CreditsClient
  workspace: Me['workspace']
}

/** What every page has: the workspace, the colours, the balance, and credits for the elements. */
export async function startShell(): Promise<Shell> {
  startTheme()
  const { workspace, workspaces, creditkitUrl, currency } = await get<Me>('/me')
  startSwitch(workspace, workspaces)
  const credits = createCredits({
    baseUrl: creditkitUrl,
    currency,
    fetchSession: () => post<SessionToken>('/credits-session'),
  })
  const provider = byId('credits') as CreditProvider
  provider.currency = currency
  provider.client = credits
  startChip(credits)
  return { credits, workspace }
}

function startTheme(): void {
  const button = byId('theme')
  const { dataset } = document.documentElement
  const isDark = (): boolean =>
    dataset['theme'] ? dataset['theme'] === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches
  const show = (): void => button.setAttribute('aria-pressed', String(isDark()))
  button.addEventListener('click', () => {
    dataset['theme'] = isDark() ? 'light' : 'dark'
    localStorage.setItem('quill-theme', dataset['theme'])
    show()
  })
  show()
}

const NEW = 'new'

function startSwitch(current: Me['workspace'], known: Me['workspaces']): void {
  const select = byId('workspace') as HTMLSelectElement
  const all = known.some(({ id }) => id === current.id) ? known : [...known, current]
  select.replaceChildren(
    ...all.map(({ id, name }) => new Option(name, id, false, id === current.id)),
    new Option('New workspace', NEW),
  )
  select.addEventListener('change', () => {
    const id = select.value === NEW ? `studio-${Math.floor(1000 + Math.random() * 9000)}` : select.value
    void post('/workspace', { id }).then(() => location.assign(location.pathname))
  })
}

function startChip(credits: CreditsClient): void {
  const chip = byId('credits-left')
  const balance = credits.balance()
  const show = (): void => {
    const { data, stale } = balance.getSnapshot()
    chip.hidden = !data
    if (!data) return
    const { singular, plural } = data.currency.name
    chip.textContent = `${number(data.available)} ${data.available === '1' ? singular : plural}`
    chip.classList.toggle('stale', stale)
  }
  balance.subscribe(show)
  show()
}

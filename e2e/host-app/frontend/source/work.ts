import { ApiError, post } from './api.ts'
import { showCharge } from './charge.ts'
import { byId, make } from './dom.ts'
import { MAILS, type Mail } from './mails.ts'
import { startShell } from './shell.ts'

interface Summary {
  points: string[]
  asks: string[]
}

const { credits } = await startShell()
startMails()
startImages()
showCharge(credits, {
  feature: 'email-summary',
  what: 'A summary',
  button: 'summarise',
  cost: 'summary-cost',
  short: 'summary-short',
})
showCharge(credits, {
  feature: 'image',
  what: 'An image',
  button: 'draw',
  cost: 'image-cost',
  short: 'image-short',
})

function startMails(): void {
  const summary = byId('summary')
  let open: Mail | undefined

  const entries = MAILS.map((mail) => {
    const button = make(
      'button',
      { type: 'button' },
      make('span', { className: 'from' }, mail.from),
      make('span', { className: 'when' }, mail.when),
      make('span', { className: 'subject' }, mail.subject),
    )
    button.addEventListener('click', () => show(mail, button))
    return { mail, button }
  })
  byId('mails').replaceChildren(...entries.map(({ button }) => make('li', {}, button)))

  function show(mail: Mail, button: HTMLElement): void {
    open = mail
    for (const entry of entries) entry.button.ariaCurrent = String(entry.button === button)
    byId('mail').replaceChildren(
      make('h2', {}, mail.subject),
      make('p', { className: 'sender' }, `${mail.from} · ${mail.when}`),
      ...mail.text.split('\n\n').map((paragraph) => make('p', {}, paragraph)),
    )
    summary.replaceChildren()
  }

  byId('summarise').addEventListener('click', () => {
    const mail = open
    if (!mail) return
    void work('summarise', summary, async (key) => {
      const { points, asks } = await post<Summary>('/summaries', { text: mail.text }, key)
      if (mail !== open) return
      summary.replaceChildren(
        make('h3', {}, 'In short'),
        make('ul', {}, ...points.map((point) => make('li', {}, point))),
        ...(asks.length
          ? [make('h3', {}, 'For you to do'), make('ul', {}, ...asks.map((ask) => make('li', {}, ask)))]
          : []),
      )
    })
  })
  const [first] = entries
  if (first) show(first.mail, first.button)
}

function startImages(): void {
  const images = byId('images')
  const told = byId('image-told')
  const input = byId('prompt') as HTMLInputElement
  byId('image-form').addEventListener('submit', (event) => {
    event.preventDefault()
    const prompt = input.value.trim() || input.placeholder
    void work('draw', told, async (key) => {
      const { svg } = await post<{ svg: string }>('/images', { prompt }, key)
      const picture = make('img', {
        alt: `A drawing of “${prompt}”`,
        src: `data:image/svg+xml,${encodeURIComponent(svg)}`,
      })
      images.prepend(make('li', {}, make('figure', {}, picture, make('figcaption', {}, prompt))))
      told.replaceChildren()
    })
  })
}

/** Runs what a button asks for: once at a time, under one key, and says what went wrong. */
async function work(id: string, told: HTMLElement, task: (key: string) => Promise<void>): Promise<void> {
  const button = byId(id)
  if (button.ariaBusy === 'true') return
  button.ariaBusy = 'true'
  try {
    await task(crypto.randomUUID())
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    told.replaceChildren(make('p', { className: 'wrong' }, error.message))
  } finally {
    button.ariaBusy = null
  }
}

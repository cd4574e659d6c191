/**
 * A list of things that open: filters above, a table, more below. The roles of the table are written out,
 * because a table laid out as cards is no table to every screen reader.
 */
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { ageNote } from './age.ts'
import type { CreditElement } from './credit-element.ts'
import { keyedBodies } from './keyed-bodies.ts'
import type { Later } from './later.ts'
import { renderMore } from './more.ts'
import type { PagedController } from './paged-controller.ts'
import { renderStates } from './states.ts'

interface List<T> {
  words: { title: string; empty: string; noMatch: string; showAll: string }
  filters: TemplateResult
  /** Takes the filters away, where there are any. */
  showAll: (() => void) | undefined
  /** Headings of four columns; those from `numbersFrom` on stand above numbers. */
  heads: [string, string, string, string]
  numbersFrom: number
  placeholder: T[]
  key: (item: T) => string
  row: (item: T, items: T[]) => TemplateResult
  /** What else can be done with the list. */
  foot?: () => TemplateResult
  /** What comes when somebody looks closer; it is fetched when they turn to the list. */
  details: Later<object>
}

export function renderList<T>(host: CreditElement, list: PagedController<T>, view: List<T>): TemplateResult {
  const { words, filters, details } = view
  const { locale, direction } = host.scope
  const want = (): void => details.want(host)
  const content = (items: T[]): TemplateResult =>
    items.length
      ? html`${table(items, list.changing, view)}${renderMore(host, list)}${view.foot?.()}`
      : empty(view)
  return html`<section
    class="card"
    part="card"
    lang=${locale}
    dir=${direction}
    @pointerenter=${want}
    @focusin=${want}
  >
    <header class="head">
      <h2 part="title" id="title">${words.title}</h2>
      ${filters}
    </header>
    ${renderStates(host, list, {
      skeleton: () => content(view.placeholder),
      content: () => [content(list.items), ageNote(host, list)],
    })}
  </section>`
}

function table<T>(items: T[], changing: boolean, view: List<T>): TemplateResult {
  const { heads, numbersFrom, key, row } = view
  return html`<table
    role="table"
    part="table"
    aria-labelledby="title"
    class=${changing ? 'changing' : ''}
    ${keyedBodies(items, key, (item) => row(item, items))}
  >
    <thead role="rowgroup">
      <tr role="row">
        ${heads.map(
          (head, index) =>
            html`<th role="columnheader" scope="col" class=${index < numbersFrom ? '' : 'end'}>${head}</th>`,
        )}
      </tr>
    </thead>
  </table>`
}

/** What stands in place of a table without rows; with a way back where filters are why. */
function empty<T>({ words, showAll }: List<T>): TemplateResult {
  return html`<div class="empty">
    <p>${showAll ? words.noMatch : words.empty}</p>
    ${showAll ? html`<button class="link" @click=${showAll}>${words.showAll}</button>` : nothing}
  </div>`
}

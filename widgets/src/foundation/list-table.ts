/**
 * A table of rows that open. The roles are written out, because a table laid out as cards is no table to
 * every screen reader.
 */
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { keyedBodies } from './keyed-bodies.ts'

interface ListTable<T> {
  /** Headings; those from `numbersFrom` on stand above numbers. */
  heads: string[]
  numbersFrom: number
  /** Other rows are on their way. */
  changing: boolean
  items: T[]
  key: (item: T) => string
  row: (item: T) => TemplateResult
}

export function listTable<T>({
  heads,
  numbersFrom,
  changing,
  items,
  key,
  row,
}: ListTable<T>): TemplateResult {
  return html`<table
    role="table"
    part="table"
    aria-labelledby="title"
    class=${changing ? 'changing' : ''}
    ${keyedBodies(items, key, row)}
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

/** What stands below an opened row. */
export function detailRow(columns: number, content: unknown): TemplateResult {
  return html`<tr role="row" class="detail" id="detail">
    <td role="cell" colspan=${columns}>${content}</td>
  </tr>`
}

/** What stands in place of a table without rows; with a way back where filters are why. */
export function emptyList(text: string, showAll?: { text: string; act: () => void }): TemplateResult {
  return html`<div class="empty">
    <p>${text}</p>
    ${showAll ? html`<button class="link" @click=${showAll.act}>${showAll.text}</button>` : nothing}
  </div>`
}

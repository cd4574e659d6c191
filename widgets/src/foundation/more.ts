/** The end of a list that goes on: a button for more, and why there was none. */
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import type { CreditElement } from './credit-element.ts'
import { enCommon } from './localize/en/common.ts'
import { enMore } from './localize/en/more.ts'
import type { PagedController } from './paged-controller.ts'

export function renderMore<T>(
  host: CreditElement,
  list: PagedController<T>,
): TemplateResult | typeof nothing {
  if (!list.hasMore) return nothing
  const t = host.scope.messages('common', { ...enCommon, ...enMore })
  const { moreError, loadingMore } = list
  return html`<div class="more">
    ${moreError ? html`<p role="alert">${t.problem(moreError)}</p>` : nothing}
    <button
      class="button ghost"
      part="more"
      aria-disabled=${loadingMore}
      @click=${loadingMore ? nothing : list.loadMore}
    >
      ${loadingMore ? t.loading : moreError ? t.tryAgain : t.more}
    </button>
  </div>`
}

/**
 * The states every element has, in one way: skeleton while nothing is known, the error with a way to
 * retry where there is nothing to show, else the content, with a note of its age when it is stale.
 *
 *     return renderStates(this, this.balance, { skeleton: () => …, content: (balance) => … })
 *
 * A skeleton is the content's own template over made-up figures: inside `.bones` text is drawn as grey
 * bars of its size, so that nothing moves when the real figures come. Screen readers hear "Loading".
 * "Empty" is content: each element says it in its own words.
 */
import type { CreditsError } from '@creditkit/sdk'
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import type { CreditElement } from './credit-element.ts'
import { enCommon } from './localize/en/common.ts'
import type { Messages } from './localize/messages.ts'
import type { ResourceController } from './resource-controller.ts'

interface States<T> {
  skeleton: () => TemplateResult
  content: (data: T) => unknown
  /** Something that the content needs besides is still on its way. */
  waiting?: boolean
}

export function renderStates<T>(
  host: CreditElement,
  resource: ResourceController<T>,
  { skeleton, content, waiting = false }: States<T>,
): TemplateResult {
  const { data, error, stale, updatedAt } = resource.snapshot
  const { scope } = host
  const t = scope.messages('common', enCommon)
  const unknown = data === undefined ? !error || resource.errorTaken || !host.whole : waiting
  if (unknown || !scope.ready) return renderBones(t, skeleton)
  if (data === undefined) return renderProblem(t, error ?? { code: '' }, resource.refresh)
  return html`${content(data)}${
    stale ? html`<p class="stale" part="stale">${t.asOf(updatedAt, scope.format)}</p>` : nothing
  }`
}

/** A skeleton. */
export function renderBones(t: Messages['common'], skeleton: () => TemplateResult): TemplateResult {
  return html`<div aria-busy="true">
    <span class="hidden">${t.loading}</span>
    <div class="bones" aria-hidden="true" .inert=${true}>${skeleton()}</div>
  </div>`
}

/** Why there is nothing to show, with a way to ask again. */
export function renderProblem(
  t: Messages['common'],
  error: Pick<CreditsError, 'code'>,
  retry: () => void,
): TemplateResult {
  return html`<div class="problem" role="alert" part="error">
    <p>${t.problem(error)}</p>
    <button class="button ghost" part="retry" @click=${retry}>${t.tryAgain}</button>
  </div>`
}

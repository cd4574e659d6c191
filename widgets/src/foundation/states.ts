/**
 * The states every element has, in one way: skeleton while nothing is known, the error with a way to
 * retry where there is nothing to show, else the content, which says how old it is (`age.ts`).
 *
 *     return renderStates(this, this.balance, { skeleton: () => …, content: (balance) => … })
 *
 * A skeleton is the content's own template over made-up figures, or where that comes later an outline as large: inside `.bones` text is drawn as grey
 * bars of its size, so that nothing moves when the real figures come. Screen readers hear "Loading".
 * "Empty" is content: each element says it in its own words.
 */
import type { CreditsError } from '@creditkit/sdk'
import { html } from 'lit'
import type { TemplateResult } from 'lit'
import type { CreditElement } from './credit-element.ts'
import type { Later } from './later.ts'
import { enCommon } from './localize/en/common.ts'
import type { ResourceController } from './resource-controller.ts'

interface States<T> {
  skeleton: () => TemplateResult
  content: (data: T) => unknown
  /** Something that the content needs besides is still on its way. */
  waiting?: boolean
  /** What the content is made of, where that lies in a file of its own. */
  part?: Later<object>
}

export function renderStates<T>(
  host: CreditElement,
  resource: ResourceController<T>,
  { skeleton, content, waiting, part }: States<T>,
): unknown {
  const { data, error } = resource.snapshot
  const { ready } = host.scope
  const t = host.scope.messages('common', enCommon)
  const missing = part && !part.part
  if (data !== undefined && ready && !waiting && !missing) return content(data)
  const problem = data !== undefined ? missing && part.error : host.whole && !resource.errorTaken && error
  if (!problem || !ready) return renderBones(t, skeleton)
  return renderProblem(t, problem, () => {
    resource.refresh()
    part?.prefetch()
  })
}

/** A skeleton. */
export function renderBones(t: typeof enCommon, skeleton: () => TemplateResult): TemplateResult {
  return html`<div aria-busy="true">
    <span class="hidden">${t.loading}</span>
    <div class="bones" aria-hidden="true" .inert=${true}>${skeleton()}</div>
  </div>`
}

/** Why there is nothing to show, with a way to ask again. */
export function renderProblem(
  t: typeof enCommon,
  error: Pick<CreditsError, 'code'>,
  retry: () => void,
): TemplateResult {
  return html`<div class="problem" role="alert" part="error">
    <p>${t.problem(error)}</p>
    <button class="button ghost" part="retry" @click=${retry}>${t.tryAgain}</button>
  </div>`
}

/** Skeletons of parts that come later, which more than one element has. */
import { html } from 'lit'
import type { TemplateResult } from 'lit'

/** Of the two fields for days. */
export const daysBones = (): TemplateResult =>
  html`<div class="days"><span class="input"></span><span class="input"></span></div>`

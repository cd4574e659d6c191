/** Skeletons of parts that come later, which more than one element has. */
import { html } from 'lit'
import type { TemplateResult } from 'lit'

/** Of what stands below an opened row: facts, and a few lines. */
export const detailBones = (): TemplateResult =>
  html`<p>0000000000</p>
    <p>0000000000</p>
    <p>0000000000</p>
    <p>0000000000</p>`

/** Of the two fields for days. */
export const daysBones = (): TemplateResult =>
  html`<div class="days"><span class="input"></span><span class="input"></span></div>`

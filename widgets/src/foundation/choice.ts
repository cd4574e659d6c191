/** A small list to choose one from, for filters. */
import { html } from 'lit'
import type { TemplateResult } from 'lit'

export function choice<V extends string>(
  label: string,
  value: V,
  options: readonly (readonly [V, string])[],
  choose: (value: V) => void,
): TemplateResult {
  return html`<span class="input">
    <select
      aria-label=${label}
      @change=${(event: Event) => choose((event.target as HTMLSelectElement).value as V)}
    >
      ${options.map(([id, name]) => html`<option value=${id as string} .selected=${id === value}>${name}</option>`)}
    </select>
  </span>`
}

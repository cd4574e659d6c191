import type { ScenarioName } from '@creditkit/widgets/scenarios'
import { html, type TemplateResult } from 'lit'

/** A session for a customer who does not exist. */
const fetchSession = (): Promise<{ token: string; expiresAt: string }> =>
  Promise.resolve({ token: 'story', expiresAt: new Date(Date.now() + 600_000).toISOString() })

/** Wraps a story's content in a provider whose server plays the scenario. */
export function inScenario(scenario: ScenarioName, content: TemplateResult): TemplateResult {
  return html`<credit-provider base-url=${`${location.origin}/${scenario}`} .fetchSession=${fetchSession}
    >${content}</credit-provider
  >`
}

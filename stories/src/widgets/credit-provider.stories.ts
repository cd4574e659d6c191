import type { ScenarioName } from '@creditkit/widgets/scenarios'
import type { Meta, StoryObj } from '@storybook/web-components-vite'
import { html, type TemplateResult } from 'lit'
import '../pages/account.css'
import { fetchSession, storyOf } from '../scenario.ts'

const meta: Meta = {
  title: 'Widgets/Provider',
  component: 'credit-provider',
  parameters: { layout: 'fullscreen' },
}
export default meta

const content = html`<div class="account">
  <credit-balance></credit-balance>
  <credit-grants page-size="5"></credit-grants>
</div>`

/** One session, one live stream and one set of figures for all the widgets inside, wherever they stand. */
export const Shared = storyOf(
  html`<div class="account"><credit-balance variant="compact"></credit-balance></div>
    ${content}`,
  'ready',
)

/** `currency` chooses which credits are meant, where there are several kinds. */
export const Currency = provided('scaled', (baseUrl) => {
  return html`<credit-provider base-url=${baseUrl} .fetchSession=${fetchSession} currency="compute_hours"
    >${content}</credit-provider
  >`
})

/** `locale` chooses language, direction and formats for all at once; otherwise the page’s `lang` does. */
export const Locale = provided('ready', (baseUrl) => {
  return html`<credit-provider base-url=${baseUrl} .fetchSession=${fetchSession} locale="ar"
    >${content}</credit-provider
  >`
})

const messages = {
  balance: { addCredits: 'Buy coins', lastsAbout: 'Enough for' },
  grants: { title: 'Your coins' },
}

/** `messages` puts the host’s own wording in place of ours, as much of it as is wanted. */
export const Wording = provided('ready', (baseUrl) => {
  return html`<credit-provider base-url=${baseUrl} .fetchSession=${fetchSession} .messages=${messages}
    >${content}</credit-provider
  >`
})

function provided(scenario: ScenarioName, provider: (baseUrl: string) => TemplateResult): StoryObj {
  return { ...storyOf(content, scenario), render: () => provider(`${location.origin}/${scenario}`) }
}

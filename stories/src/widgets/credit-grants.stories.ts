import type { Meta, StoryObj } from '@storybook/web-components-vite'
import { html } from 'lit'
import { inScenario } from '../scenario.ts'

const meta: Meta = {
  title: 'Widgets/Grants',
  component: 'credit-grants',
}
export default meta

type Story = StoryObj

const content = html`<credit-grants></credit-grants>`

/** In the order in which they will be used. */
export const Ready: Story = { render: () => inScenario('ready', content) }

/** No grant yet. */
export const Empty: Story = { render: () => inScenario('empty', content) }

/** Grants that expire soon. */
export const ExpiringSoon: Story = { render: () => inScenario('expiring', content) }

/** Sixty grants, page by page. */
export const Many: Story = { render: () => inScenario('many', content) }

/** A currency with two digits after the point. */
export const Scaled: Story = { render: () => inScenario('scaled', content) }

/** Amounts far beyond what a float can hold. */
export const Huge: Story = { render: () => inScenario('huge', content) }

/** A further page fails to load. */
export const Partial: Story = { render: () => inScenario('partial', content) }

/** The skeleton has the size of the content. */
export const Loading: Story = { render: () => inScenario('loading', content) }

/** The first answer was an error. */
export const Failed: Story = { render: () => inScenario('error', content) }

/** The network went away later. */
export const Stale: Story = { render: () => inScenario('stale', content) }

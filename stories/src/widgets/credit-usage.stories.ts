import type { Meta, StoryObj } from '@storybook/web-components-vite'
import { html } from 'lit'
import { inScenario } from '../scenario.ts'

const meta: Meta = {
  title: 'Widgets/Usage',
  component: 'credit-usage',
}
export default meta

type Story = StoryObj

const content = html`<credit-usage></credit-usage>`

/** Two weeks by feature. */
export const Ready: Story = { render: () => inScenario('ready', content) }

/** Nothing used yet. */
export const Empty: Story = { render: () => inScenario('empty', content) }

/** A single day of usage. */
export const OneBar: Story = { render: () => inScenario('one-bar', content) }

/** Thirty features over four hundred days. */
export const Many: Story = { render: () => inScenario('many', content) }

/** A currency with two digits after the point. */
export const Scaled: Story = { render: () => inScenario('scaled', content) }

/** Amounts far beyond what a float can hold. */
export const Huge: Story = { render: () => inScenario('huge', content) }

/** Usage comes in while it is looked at. */
export const Live: Story = { render: () => inScenario('live', content) }

/** The skeleton has the size of the content. */
export const Loading: Story = { render: () => inScenario('loading', content) }

/** The first answer was an error. */
export const Failed: Story = { render: () => inScenario('error', content) }

/** The network went away later. */
export const Stale: Story = { render: () => inScenario('stale', content) }

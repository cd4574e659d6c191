import type { Meta, StoryObj } from '@storybook/web-components-vite'
import { html } from 'lit'
import { inScenario } from '../scenario.ts'

const meta: Meta = {
  title: 'Widgets/Top-up',
  component: 'credit-top-up',
}
export default meta

type Story = StoryObj

const content = html`<credit-top-up></credit-top-up>`

/** Packages, an amount of your own, the new balance and the total. */
export const Ready: Story = { render: () => inScenario('ready', content) }

/** The first top-up. */
export const Empty: Story = { render: () => inScenario('empty', content) }

/** A currency with two digits after the point. */
export const Scaled: Story = { render: () => inScenario('scaled', content) }

/** Stripe does not answer. */
export const PaymentsDown: Story = { render: () => inScenario('payments-down', content) }

/** The session may not buy. */
export const ReadOnly: Story = { render: () => inScenario('read-only', content) }

/** Every answer takes two seconds. */
export const Slow: Story = { render: () => inScenario('slow', content) }

/** The skeleton has the size of the content. */
export const Loading: Story = { render: () => inScenario('loading', content) }

/** The first answer was an error. */
export const Failed: Story = { render: () => inScenario('error', content) }

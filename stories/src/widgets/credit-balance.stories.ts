import type { Meta, StoryObj } from '@storybook/web-components-vite'
import { html } from 'lit'
import { inScenario } from '../scenario.ts'

const meta: Meta = {
  title: 'Widgets/Balance',
  component: 'credit-balance',
}
export default meta

type Story = StoryObj

const content = html`<credit-balance></credit-balance>`

/** A healthy balance, its categories, how long it lasts and what expires next. */
export const Ready: Story = { render: () => inScenario('ready', content) }

/** Nothing yet: an invitation instead of a zero. */
export const Empty: Story = { render: () => inScenario('empty', content) }

/** Little left. */
export const Low: Story = { render: () => inScenario('low', content) }

/** More was taken back than was left. */
export const Negative: Story = { render: () => inScenario('negative', content) }

/** Part of the balance is reserved by holds. */
export const Held: Story = { render: () => inScenario('held', content) }

/** Much of it expires soon. */
export const ExpiringSoon: Story = { render: () => inScenario('expiring', content) }

/** A currency without a unit cost shows no money. */
export const NoPrice: Story = { render: () => inScenario('no-price', content) }

/** A currency with two digits after the point. */
export const Scaled: Story = { render: () => inScenario('scaled', content) }

/** Amounts far beyond what a float can hold. */
export const Huge: Story = { render: () => inScenario('huge', content) }

/** The balance changes while it is looked at. */
export const Live: Story = { render: () => inScenario('live', content) }

/** The skeleton has the size of the content. */
export const Loading: Story = { render: () => inScenario('loading', content) }

/** The first answer was an error. */
export const Failed: Story = { render: () => inScenario('error', content) }

/** The network is gone before anything was shown. */
export const Offline: Story = { render: () => inScenario('offline', content) }

/** The network went away later: the figures say how old they are. */
export const Stale: Story = { render: () => inScenario('stale', content) }

/** The host could not give a session. */
export const SessionEnded: Story = { render: () => inScenario('unauthorised', content) }

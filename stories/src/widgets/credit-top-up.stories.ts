import type { Meta } from '@storybook/web-components-vite'
import { html } from 'lit'
import { storyOf } from '../scenario.ts'

const meta: Meta = {
  title: 'Widgets/Top-up',
  component: 'credit-top-up',
}
export default meta

const content = html`<credit-top-up></credit-top-up>`

/** Packages, an amount of your own, the new balance and the total. */
export const Ready = storyOf(content, 'ready')

/** The first top-up. */
export const Empty = storyOf(content, 'empty')

/** A currency with two digits after the point. */
export const Scaled = storyOf(content, 'scaled')

/** Stripe does not answer. */
export const PaymentsDown = storyOf(content, 'payments-down')

/** The session may not buy. */
export const ReadOnly = storyOf(content, 'read-only')

/** Every answer takes two seconds. */
export const Slow = storyOf(content, 'slow')

/** The skeleton has the size of the content. */
export const Loading = storyOf(content, 'loading', 'skeleton')

/** The first answer was an error. */
export const Failed = storyOf(content, 'error', 'error')

import type { Meta } from '@storybook/web-components-vite'
import { html } from 'lit'
import { storyOf } from '../scenario.ts'

const meta: Meta = {
  title: 'Widgets/Usage',
  component: 'credit-usage',
}
export default meta

const content = html`<credit-usage></credit-usage>`

/** Two weeks by feature. */
export const Ready = storyOf(content, 'ready')

/** Nothing used yet. */
export const Empty = storyOf(content, 'empty')

/** A single day of usage. */
export const OneBar = storyOf(content, 'one-bar')

/** Thirty features over four hundred days. */
export const Many = storyOf(content, 'many')

/** A currency with two digits after the point. */
export const Scaled = storyOf(content, 'scaled')

/** Amounts far beyond what a float can hold. */
export const Huge = storyOf(content, 'huge')

/** Usage comes in while it is looked at. */
export const Live = storyOf(content, 'live')

/** The skeleton has the size of the content. */
export const Loading = storyOf(content, 'loading', 'skeleton')

/** The first answer was an error. */
export const Failed = storyOf(content, 'error', 'error')

/** The network went away later. */
export const Stale = storyOf(content, 'stale', 'stale')

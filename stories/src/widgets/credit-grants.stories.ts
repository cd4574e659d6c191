import type { Meta } from '@storybook/web-components-vite'
import { html } from 'lit'
import { storyOf } from '../scenario.ts'

const meta: Meta = {
  title: 'Widgets/Grants',
  component: 'credit-grants',
}
export default meta

const content = html`<credit-grants></credit-grants>`

/** In the order in which they will be used. */
export const Ready = storyOf(content, 'ready')

/** No grant yet. */
export const Empty = storyOf(content, 'empty')

/** Grants that expire soon. */
export const ExpiringSoon = storyOf(content, 'expiring')

/** Sixty grants, page by page. */
export const Many = storyOf(content, 'many')

/** A currency with two digits after the point. */
export const Scaled = storyOf(content, 'scaled')

/** Amounts far beyond what a float can hold. */
export const Huge = storyOf(content, 'huge')

/** A further page fails to load. */
export const Partial = storyOf(content, 'partial')

/** The skeleton has the size of the content. */
export const Loading = storyOf(content, 'loading', 'skeleton')

/** The first answer was an error. */
export const Failed = storyOf(content, 'error', 'error')

/** The network went away later. */
export const Stale = storyOf(content, 'stale', 'stale')

import type { Meta } from '@storybook/web-components-vite'
import { html } from 'lit'
import { storyOf } from '../scenario.ts'

const meta: Meta = { title: 'Widgets/Statement', component: 'credit-statement' }
export default meta

const content = html`<credit-statement></credit-statement>`

/** Every movement with the balance after it; one that is opened shows why it came to be. */
export const Ready = storyOf(content, 'ready')

/** No movement yet. */
export const Empty = storyOf(content, 'empty')

/** A balance that went below zero. */
export const Negative = storyOf(content, 'negative')

/** Hundreds of movements, page by page. */
export const Many = storyOf(content, 'many')

/** A currency with two digits after the point. */
export const Scaled = storyOf(content, 'scaled')

/** Amounts far beyond what a float can hold. */
export const Huge = storyOf(content, 'huge')

/** A further page fails to load. */
export const Partial = storyOf(content, 'partial')

/** Movements come in while it is looked at. */
export const Live = storyOf(content, 'live')

/** The skeleton has the size of the content. */
export const Loading = storyOf(content, 'loading', 'skeleton')

/** The first answer was an error. */
export const Failed = storyOf(content, 'error', 'error')

/** The network went away later. */
export const Stale = storyOf(content, 'stale', 'stale')

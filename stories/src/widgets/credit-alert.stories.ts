import type { Meta } from '@storybook/web-components-vite'
import { html } from 'lit'
import { storyOf } from '../scenario.ts'

const meta: Meta = { title: 'Widgets/Alert', component: 'credit-alert' }
export default meta

const content = html`<credit-alert></credit-alert>`

/** Less than the currency's threshold is left. */
export const Low = storyOf(content, 'low')

/** Nothing is left. */
export const None = storyOf(content, 'empty')

/** Much of it expires soon. */
export const ExpiringSoon = storyOf(html`<credit-alert expiring-within="30"></credit-alert>`, 'expiring')

/** More was taken back than was left. */
export const Negative = storyOf(content, 'negative')

/** All that is left is held. */
export const HeldUp = storyOf(content, 'held-up')

/** It can be hidden, until there is another one. */
export const Dismissible = storyOf(html`<credit-alert dismissible></credit-alert>`, 'low')

/** All is well, so nothing is shown. */
export const Quiet = storyOf(content, 'ready')

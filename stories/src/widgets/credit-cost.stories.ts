import type { Meta } from '@storybook/web-components-vite'
import { html } from 'lit'
import { storyOf } from '../scenario.ts'

const meta: Meta = { title: 'Widgets/Cost', component: 'credit-cost' }
export default meta

const content = html`<credit-cost feature="image_generation"></credit-cost>`

/** What the action beside it will cost, and what there is. */
export const Ready = storyOf(content, 'ready')

/** The cost of several at once. */
export const Several = storyOf(
  html`<credit-cost feature="image_generation" quantity="12"></credit-cost>`,
  'ready',
)

/** Not enough: the way to more is beside it. */
export const Short = storyOf(content, 'empty')

/** The skeleton has the size of the content. */
export const Loading = storyOf(content, 'loading', 'skeleton')

/** The answer could not be had. */
export const Failed = storyOf(content, 'error', 'error')

import type { Meta } from '@storybook/web-components-vite'
import { html } from 'lit'
import { storyOf } from '../scenario.ts'

const meta: Meta = { title: 'Widgets/Gate', component: 'credit-gate' }
export default meta

const content = html`<credit-gate feature="image_generation"><button>Draw an image</button></credit-gate>`

/** There are credits enough: the content is shown. */
export const Open = storyOf(content, 'ready')

/** There are not: the gate explains itself, and offers a top-up in place. */
export const Closed = storyOf(content, 'empty')

/** The host says it in its own words. */
export const OwnWords = storyOf(
  html`<credit-gate feature="image_generation"
    ><button>Draw an image</button>
    <p slot="blocked">Images come with credits. Ask whoever looks after your workspace.</p></credit-gate
  >`,
  'empty',
)

/** The answer cannot be had: the content is shown, since the backend decides in any case. */
export const Failed = storyOf(content, 'error')

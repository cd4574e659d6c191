import type { Meta } from '@storybook/web-components-vite'
import { html } from 'lit'
import { storyOf } from '../scenario.ts'
import './account.css'

const meta: Meta = { title: 'Pages/Account', parameters: { layout: 'fullscreen' } }
export default meta

const page = html`<main class="account">
  <div class="account-side"><credit-balance></credit-balance></div>
  <div class="account-main">
    <credit-alert></credit-alert>
    <credit-usage></credit-usage>
    <div class="account-pair">
      <credit-grants></credit-grants>
      <credit-top-up></credit-top-up>
    </div>
  </div>
</main>`

/** All widgets together, as a product's account page would show them. */
export const Ready = storyOf(page, 'ready')

/** The same page for a customer who has just arrived. */
export const Empty = storyOf(page, 'empty')

/** The same page while nothing has answered yet. */
export const Loading = storyOf(page, 'loading', 'skeleton')

/** The same page when credits run low. */
export const Low = storyOf(page, 'low')

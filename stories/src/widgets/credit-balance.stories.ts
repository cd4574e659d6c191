import type { Meta } from '@storybook/web-components-vite'
import { html } from 'lit'
import { storyOf } from '../scenario.ts'

const meta: Meta = {
  title: 'Widgets/Balance',
  component: 'credit-balance',
}
export default meta

const content = html`<credit-balance></credit-balance>`

/** A healthy balance, its categories, how long it lasts and what expires next. */
export const Ready = storyOf(content, 'ready')

/** Nothing yet: an invitation instead of a zero. */
export const Empty = storyOf(content, 'empty')

/** Little left. */
export const Low = storyOf(content, 'low')

/** More was taken back than was left. */
export const Negative = storyOf(content, 'negative')

/** Part of the balance is reserved by holds. */
export const Held = storyOf(content, 'held')

/** All of it is reserved by holds. */
export const HeldUp = storyOf(content, 'held-up')

/** Much of it expires soon. */
export const ExpiringSoon = storyOf(content, 'expiring')

/** A currency without a unit cost shows no money. */
export const NoPrice = storyOf(content, 'no-price')

/** A currency with two digits after the point. */
export const Scaled = storyOf(content, 'scaled')

/** Amounts far beyond what a float can hold. */
export const Huge = storyOf(content, 'huge')

/** The balance changes while it is looked at. */
export const Live = storyOf(content, 'live')

/** The skeleton has the size of the content. */
export const Loading = storyOf(content, 'loading', 'skeleton')

/** The first answer was an error. */
export const Failed = storyOf(content, 'error', 'error')

/** The network is gone before anything was shown. */
export const Offline = storyOf(content, 'offline', 'error')

/** The network went away later: the figures say how old they are. */
export const Stale = storyOf(content, 'stale', 'stale')

/** The host could not give a session. */
export const SessionEnded = storyOf(content, 'unauthorised', 'error')

/** How much of what was granted is used. */
export const Utilisation = storyOf(html`<credit-balance variant="utilisation"></credit-balance>`, 'ready')

/** One line, for a header or a menu. */
export const Compact = storyOf(html`<credit-balance variant="compact"></credit-balance>`, 'ready')

import type { ScenarioName } from '@creditkit/widgets/scenarios'
import { createCredits, type CreditsOptions } from '@creditkit/sdk'
import type { Meta, StoryObj } from '@storybook/web-components-vite'
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, waitFor } from 'storybook/test'
import { fetchSession } from '../scenario.ts'
import { showBalance } from './show-balance.js'
import { useBalance } from './use-balance.ts'

const meta: Meta = {
  title: 'Guides/Without widgets',
  // The guide is the page of these stories.
  tags: ['!autodocs'],
}
export default meta

const options = (scenario: ScenarioName): CreditsOptions => ({
  baseUrl: `${location.origin}/${scenario}`,
  fetchSession,
})

const shows =
  (text: string): NonNullable<StoryObj['play']> =>
  ({ canvasElement }) =>
    waitFor(() => expect(canvasElement).toHaveTextContent(text), { timeout: 15_000 })

function plain(scenario: ScenarioName): HTMLElement {
  const element = document.createElement('p')
  showBalance(element, options(scenario))
  return element
}

/** Fifteen lines, no framework. */
export const PlainJavaScript: StoryObj = {
  render: () => plain('ready'),
  play: shows('12480 credits'),
}

/** What went wrong is a sentence that can be shown. */
export const PlainJavaScriptOffline: StoryObj = {
  render: () => plain('offline'),
  play: shows('The server cannot be reached. Try again.'),
}

/** A hook of three lines: snapshots are what `useSyncExternalStore` asks for. */
export const ReactHook: StoryObj = {
  render() {
    const credits = createCredits(options('ready'))
    function Balance() {
      const { data } = useBalance(credits)
      return createElement('p', {}, data ? `${data.available} credits by the hook` : 'Loading')
    }
    const element = document.createElement('div')
    createRoot(element).render(createElement(Balance))
    return element
  },
  play: shows('12480 credits by the hook'),
}

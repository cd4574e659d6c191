// The shim of the server's DOM comes first: elements are classes of it.
import '@lit-labs/ssr/lib/install-global-dom-shim.js'
import { render } from '@lit-labs/ssr'
import { collectResult } from '@lit-labs/ssr/lib/render-result.js'
import { html } from 'lit'
import { expect, test } from 'vitest'
import './all.ts'

test('every element renders on a server, as its skeleton', async () => {
  const page = await collectResult(
    render(html`
      <credit-provider base-url="https://credits.test" locale="en">
        <credit-balance></credit-balance>
        <credit-usage></credit-usage>
        <credit-grants></credit-grants>
        <credit-statement></credit-statement>
        <credit-top-up></credit-top-up>
        <credit-alert></credit-alert>
        <credit-gate feature="chat"><button>Chat</button></credit-gate>
        <credit-cost feature="chat"></credit-cost>
      </credit-provider>
    `),
  )
  expect(page.match(/<template shadowroot/g)).toHaveLength(8)
  expect(page.match(/class="bones"/g)?.length).toBeGreaterThanOrEqual(6)
  expect(page).toContain('<button>Chat</button>')
})

import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createServer } from 'vite'
import { AccountPage } from './support/pages.ts'
import { expect, test as base } from './support/test.ts'

/** The React host at an origin of its own, with the demonstration app's backend behind it. */
const test = base.extend<{ reactHost: string }>({
  reactHost: async ({ product }, use) => {
    const server = await createServer({
      configFile: false,
      root: fileURLToPath(new URL('../react-host', import.meta.url)),
      cacheDir: await mkdtemp(join(tmpdir(), 'creditkit-react-host-')),
      logLevel: 'error',
      server: {
        host: '127.0.0.1',
        port: Number(new URL(product.otherOrigin).port),
        strictPort: true,
        hmr: false,
        // The backend mints sessions for the origin that it is asked at, so that it has to stay this one.
        proxy: { '/api': { target: product.hostApp, changeOrigin: false } },
      },
    })
    await server.listen()
    await use(product.otherOrigin)
    await server.close()
  },
})

test('the elements live in React 19: properties, events, mounting and unmounting, and a hook beside them', async ({
  page,
  context,
  reactHost,
  product,
  customer,
}) => {
  await context.addCookies([{ name: 'quill_workspace', value: customer, url: reactHost }])
  await product.credits.grants.create({ customer, amount: '1000' })
  const account = new AccountPage(page)
  await page.goto(reactHost)
  await account.expectLeft('1,000')
  await expect(page.getByTestId('hook')).toHaveText('1000 by the hook')
  await expect(account.balance.getByRole('button', { name: 'Add credits' })).toBeHidden()

  await product.credits.consume({ customer, feature: 'image' })
  await account.expectLeft('980')
  await expect(page.getByTestId('hook')).toHaveText('980 by the hook')
  await expect(page.getByTestId('changes')).toHaveText('980')

  await page.getByRole('button', { name: 'Show or hide' }).click()
  await expect(account.balance).toHaveCount(0)
  await page.getByRole('button', { name: 'Show or hide' }).click()
  await account.expectLeft('980')
})

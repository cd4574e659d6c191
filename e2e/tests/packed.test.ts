/** What a host gets that has the packages from a registry: their files, their types, and elements that work. */
import { access, cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { installPacked, serveBuilt, type Manifest, type PackedHost } from './support/packed.ts'
import { freePorts, Service } from './support/process.ts'
import { startProduct } from './support/product.ts'
import { writeSnippets } from './support/snippets.ts'
import { expect, test as base } from './support/test.ts'

const GUIDES = fileURLToPath(new URL('../../stories/src/guides', import.meta.url))

/** As much of Stripe.js as an embedded payment page takes. */
const STRIPE_JS = `globalThis.Stripe = Object.assign(() => ({
  _registerWrapper() {},
  createEmbeddedCheckoutPage: async () => ({
    mount: (place) => { place.textContent = 'the payment page' },
    destroy() {},
  }),
}), { version: 'endive' })`

const test = base.extend<{ host: string }, { packed: PackedHost }>({
  packed: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from the pattern
    async ({}, use) => {
      const packed = await installPacked()
      await use(packed)
      await packed.remove()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  // The built host, at an origin of its own, with the demonstration app's backend behind it. The customer is signed in
  // there, and has a thousand credits.
  host: async ({ packed, product, context, customer }, use) => {
    const { credits, serverUrl, otherOrigin, hostApp } = product
    await context.addCookies([{ name: 'quill_workspace', value: customer, url: otherOrigin }])
    await credits.grants.create({ customer, amount: '1000' })
    await writeGuidePages(packed, serverUrl)
    const policies = await readPolicies(serverUrl)
    const site = await serveBuilt(packed.folder, ['index.html'], otherOrigin, hostApp, policies)
    await use(otherOrigin)
    await site.close()
  },
})

// Packed once, for all of them.
test.describe.configure({ mode: 'serial' })

test('every export of a packed package is there, and every module that the manifest names', async ({
  packed: { folder, manifests },
}) => {
  const widgets = join(folder, 'node_modules/@creditkit/widgets')
  const { modules } = JSON.parse(await readFile(join(widgets, 'custom-elements.json'), 'utf8')) as {
    modules: { path: string; declarations: { tagName?: string }[] }[]
  }
  const tags = modules.flatMap(({ declarations }) => declarations.flatMap(({ tagName }) => tagName ?? []))
  expect(tags).toContain('credit-balance')
  const files = [
    ...modules.map(({ path }) => join(widgets, path)),
    ...exported(manifests.widgets, tags).map((file) => join(widgets, file)),
    ...exported(manifests.sdk).map((file) => join(folder, 'node_modules/@creditkit/sdk', file)),
    ...['README.md', 'LICENSE'].map((file) => join(widgets, file)),
  ]
  await Promise.all(files.map((file) => access(file)))
  // What the workspace writes by these words means nothing elsewhere.
  expect(JSON.stringify(manifests)).not.toMatch(/"(workspace|catalog):/)
  expect(manifests.widgets.dependencies).toMatchObject({ '@creditkit/sdk': manifests.sdk.version })
})

test('the types of both packages stand up to the strictest host', async ({ packed }) => {
  await packed.compile()
})

test('elements in HTML and in JSX, and the SDK beside them, work as they are built', async ({
  page,
  host,
  product,
  customer,
}) => {
  await page.goto(host)
  for (const name of ['html', 'jsx']) {
    await expect(page.getByTestId(name)).toMatchAriaSnapshot('- paragraph: 1,000 credits left')
  }
  await expect(page.getByTestId('sdk')).toHaveText('1000 by the SDK')
  await expect(page.getByTestId('faces')).toHaveText('true 2 1.0.0')
  // A language is a file that comes when it is wanted.
  await expect(page.getByTestId('arabic').getByRole('button')).toHaveText('إضافة رصيد')

  await product.credits.consume({ customer, feature: 'image' })
  await expect(page.getByTestId('changes')).toHaveText('980')
})

test('the page with a script tag works as it stands in the guide, with the hashes that come with the files', async ({
  page,
  host,
}) => {
  const refused: string[] = []
  page.on('console', (message) => {
    if (/integrity|digest/i.test(message.text())) refused.push(message.text())
  })
  const later = page.waitForResponse((response) => response.url().endsWith('/balance-body.js'))
  await page.goto(`${host}/script-tag.html`)
  await expect(page.locator('credit-balance')).toMatchAriaSnapshot('- paragraph: 1,000 credits left')
  await expect(page.locator('credit-top-up').getByRole('radio')).not.toHaveCount(0)
  await (await later).finished()
  expect(refused).toEqual([])
})

test('under the policies of the guide the page works, and Stripe’s page inside it where that is asked for', async ({
  page,
  host,
  product,
  customer,
}) => {
  await page.goto(`${host}/strict.html`)
  await expect(page.locator('credit-balance')).toMatchAriaSnapshot('- paragraph: 1,000 credits left')
  // Live, so the stream is allowed too.
  await product.credits.consume({ customer, feature: 'image' })
  await expect(page.locator('credit-balance')).toMatchAriaSnapshot('- paragraph: 980 credits left')

  // Stripe's own script is not at hand where there is no network.
  await page.route('https://js.stripe.com/**', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: STRIPE_JS }),
  )
  await page.goto(`${host}/embedded.html`)
  await page.locator('credit-top-up').getByRole('radio').first().check()
  await page.locator('credit-top-up').getByRole('button', { name: /^Pay/ }).click()
  await expect(page.locator('credit-top-up > div')).toHaveText('the payment page')
})

test('what the READMEs show runs as it stands there, also beside a second currency', async ({
  page,
  packed,
}) => {
  // A product more, two backends and five pages.
  test.slow()
  // Of its own, because the examples have a catalogue, and there is a second currency.
  const own = await startProduct()
  const { credits, secretKey, serverUrl, otherOrigin } = own
  const customer = 'readme'
  const folder = join(packed.folder, 'readme')
  const [port = 0] = await freePorts(1)
  const backendUrl = `http://127.0.0.1:${port}`
  await writeSnippets(folder, {
    'https://credits.example.com': serverUrl,
    'https://app.example.com': otherOrigin,
    'listen(3000)': `listen(${port})`,
  })
  await credits.catalogue.putCurrency('minutes', {
    name: { singular: 'minute', plural: 'minutes' },
    scale: 0,
  })
  await credits.catalogue.putFeature('tokens', { name: 'Tokens' })
  await credits.catalogue.addRate('tokens', { currency: 'ai-credits', price: '0.01' })
  const start = async (file: string): Promise<Service> => {
    const environment = { CREDITKIT_SECRET_KEY: secretKey, CUSTOMER: customer }
    const service = new Service(join(folder, file), environment, `${backendUrl}/api/ready`)
    await service.start()
    return service
  }
  const post = (path: string, body: object): Promise<Response> =>
    fetch(backendUrl + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const left = async (): Promise<string> =>
    (await credits.customers.balance(customer, { currency: 'ai-credits' })).available

  let backend = await start('root-0.js')
  expect((await post('/api/summaries', { text: 'Hello' })).status).toBe(402)
  await credits.grants.create({ customer, currency: 'ai-credits', amount: '1000' })
  expect(await (await post('/api/summaries', { text: 'Hello' })).json()).toEqual({ text: 'Hello' })
  expect(await left()).toBe('997')

  const pages = ['root-1.html', 'root-2.tsx.html', 'widgets-0.html', 'widgets-1.tsx.html', 'sdk-0.js.html']
  const site = await serveBuilt(folder, pages, otherOrigin, backendUrl)
  for (const name of pages) {
    await page.goto(`${otherOrigin}/${name}`)
    const balance = name.startsWith('sdk') ? page.locator('#credits') : page.locator('credit-balance')
    await expect(balance, name).toContainText(name.startsWith('sdk') ? '997 credits' : '997')
  }
  await site.close()
  await backend.end()

  backend = await start('sdk-2.js')
  expect(await (await post('/api/images', { prompt: 'A cat' })).json()).toEqual({ prompt: 'A cat' })
  expect(await left()).toBe('977')
  expect(await (await post('/api/answers', { prompt: 'Why?' })).json()).toEqual({ text: 'Yes.' })
  expect(await left()).toBe('964')
  expect((await post('/api/credits-session', {})).status).toBe(200)
  await backend.end()
  await own.close()
})

/** The files that a package's exports lead to; a star stands for each of `names`. */
function exported({ exports }: Manifest, names: readonly string[] = []): string[] {
  return Object.values(exports)
    .flatMap((target) => (typeof target === 'string' ? target : Object.values(target)))
    .flatMap((file) => (file.includes('*') ? names.map((name) => file.replace('*', name)) : file))
}

/** The guide's page beside the files that it loads, for this server; and without inline script, once with Stripe's page. */
async function writeGuidePages({ folder }: PackedHost, server: string): Promise<void> {
  const files = join(folder, 'node_modules/@creditkit/widgets/dist/cdn')
  const place = join(folder, 'public')
  await mkdir(join(place, 'creditkit'), { recursive: true })
  await cp(files, join(place, 'creditkit'), { recursive: true })
  await cp(join(GUIDES, 'trusted-types.txt'), join(place, 'trusted-types.js'))
  const hashes = JSON.parse(await readFile(join(files, 'integrity.json'), 'utf8')) as Record<string, string>
  const integrity = Object.fromEntries(
    Object.entries(hashes).map(([file, hash]) => [`/creditkit/${file}`, hash]),
  )
  const html = await readGuide('script-tag.html', server)
  const [inline = '', code = ''] = /<script type="module">(.*?)<\/script>/s.exec(html) ?? []
  const strict = html.replace(inline, '<script type="module" src="/account.js"></script>')
  const pages = {
    'script-tag.html': withFirst(html, `<script type="importmap">${JSON.stringify({ integrity })}</script>`),
    'account.js': code,
    'strict.html': strict,
    'embedded.html': withFirst(strict, '<script src="/trusted-types.js"></script>').replace(
      '<credit-top-up>',
      '<credit-top-up checkout="embedded" publishable-key="pk_test_1">',
    ),
  }
  await Promise.all(Object.entries(pages).map(([name, text]) => writeFile(join(place, name), text)))
}

async function readPolicies(server: string): Promise<Record<string, string>> {
  const [strict, embedded] = await Promise.all(
    ['policy.txt', 'policy-embedded.txt'].map(async (name) =>
      // A header is one line.
      (await readGuide(name, server)).replaceAll('\n', ' ').trim(),
    ),
  )
  return { '/strict.html': strict ?? '', '/embedded.html': embedded ?? '' }
}

async function readGuide(name: string, server: string): Promise<string> {
  const text = await readFile(join(GUIDES, name), 'utf8')
  return text.replaceAll('https://credits.example.com', server)
}

function withFirst(html: string, script: string): string {
  return html.replace('<script', `${script}<script`)
}

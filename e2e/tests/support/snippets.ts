/** The code of the three READMEs, as files that can be compiled, built and run as they stand there. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const READMES = { root: 'README.md', sdk: 'sdk-js/README.md', widgets: 'widgets/README.md' }
const CHECKOUT = fileURLToPath(new URL('../../..', import.meta.url))
const LANGUAGES = new Set(['html', 'js', 'ts', 'tsx'])

/** What the READMEs call yours. */
const PRODUCT = `
export function signedIn(request, response, next) {
  if (request.path === '/ready') return response.sendStatus(204)
  request.user = { id: process.env.CUSTOMER }
  next()
}
export const summarise = (text) => ({ text })
export const draw = (prompt) => ({ prompt })
export const answer = () => ({ text: 'Yes.', tokens: 1250 })
export const readCursor = () => undefined
export const keepCursor = () => undefined
export const writeTo = (customer) => console.log('told', customer)
export const wait = () => process.exit()
`

/** A page for a block that has none. */
const PAGES = {
  js: (name: string) => `<p id="credits"></p><script type="module" src="./${name}"></script>`,
  tsx: (name: string) => `<div id="root"></div><script type="module">
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { Account } from './${name}'
createRoot(document.querySelector('#root')).render(createElement(Account))
</script>`,
}

/**
 * Writes each block to `<readme>-<number>.<language>`, counted from 0 in each README, with a page around those that
 * are for browsers and are none: `sdk-0.js.html`. What the examples call their places becomes what `places` has for it.
 */
export async function writeSnippets(folder: string, places: Readonly<Record<string, string>>): Promise<void> {
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'product.js'), PRODUCT)
  await Promise.all(
    Object.entries(READMES).map(async ([readme, file]) => {
      let text = await readFile(join(CHECKOUT, file), 'utf8')
      for (const [example, real] of Object.entries(places)) text = text.replaceAll(example, real)
      const blocks = [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)].flatMap(([, language = '', code = '']) =>
        LANGUAGES.has(language) ? [{ language, code }] : [],
      )
      await Promise.all(
        blocks.map(async ({ language, code }, index) => {
          const name = `${readme}-${index}.${language}`
          await writeFile(join(folder, name), code)
          if (language in PAGES) {
            await writeFile(join(folder, `${name}.html`), PAGES[language as keyof typeof PAGES](name))
          }
        }),
      )
    }),
  )
}

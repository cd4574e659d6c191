/**
 * Writes `src/api.generated.ts` from the server's `openapi.json`; with `--check` it only fails when that file is
 * stale.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { registerHooks } from 'node:module'
import type { OpenAPI3 } from 'openapi-typescript'

const source = new URL('../../server/openapi.json', import.meta.url)
const target = new URL('../src/api.generated.ts', import.meta.url)

// openapi-typescript prints through TypeScript's JavaScript API, which TypeScript 7 does not have.
const typescript6 = import.meta.resolve('typescript6')
registerHooks({
  resolve: (specifier, context, next) => next(specifier === 'typescript' ? typescript6 : specifier, context),
})
const { default: openapiTypes, astToString } = await import('openapi-typescript')

/** Combinations that only narrow what stands beside them: their members would become `unknown`. */
const narrowing = new Set(['required', 'pattern'])
const document = JSON.parse(await readFile(source, 'utf8'), (_, value: unknown) => {
  if (typeof value !== 'object' || !value) return value
  const entries = Object.entries(value).filter(
    ([key, members]) =>
      !/^(any|one|all)Of$/.test(key) ||
      !(members as object[]).every((member) => Object.keys(member).every((name) => narrowing.has(name))),
  )
  return Array.isArray(value) ? value : Object.fromEntries(entries)
}) as OpenAPI3

const types = await openapiTypes(document)
const text = `// Generated from server/openapi.json by scripts/generate.ts. Do not edit.\n\n${astToString(types)}`

if (process.argv.includes('--check')) {
  if ((await readFile(target, 'utf8').catch(() => '')) !== text) {
    process.stderr.write('sdk-js/src/api.generated.ts is stale. Run: pnpm --filter @creditkit/sdk generate\n')
    process.exitCode = 1
  }
} else {
  await writeFile(target, text)
}

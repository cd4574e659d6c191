/**
 * What each element costs on its own, Lit and the client included: bundled, minified and gzipped, without
 * what is loaded later (other languages, Stripe.js). Fails over a budget, which is in bytes.
 */
import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import type { Rolldown } from 'vite'
import { minifyTemplates } from './minify-templates.ts'

const budgets: Record<string, number> = {
  'define/credit-provider': 11_000,
  'define/credit-balance': 19_000,
  'define/credit-alert': 16_500,
  'define/credit-gate': 15_500,
  'define/credit-cost': 16_000,
  'define/credit-grants': 21_000,
  'define/credit-statement': 23_000,
  'define/credit-top-up': 26_500,
  'define/credit-usage': 26_000,
  all: 49_000,
}

async function sizeOf(entry: string): Promise<number> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    plugins: [minifyTemplates()],
    build: {
      write: false,
      target: 'es2023',
      lib: { entry: `src/${entry}.ts`, formats: ['es'] },
      rolldownOptions: { output: { minify: true } },
    },
  })
  const [{ output }] = built as [Rolldown.RolldownOutput]
  const first = output[0]
  const loaded = new Set([first.fileName, ...first.imports])
  return output
    .filter((chunk) => chunk.type === 'chunk' && loaded.has(chunk.fileName))
    .reduce((total, chunk) => total + gzipSync((chunk as Rolldown.OutputChunk).code, { level: 9 }).length, 0)
}

let over = false
for (const [entry, budget] of Object.entries(budgets)) {
  const size = await sizeOf(entry)
  over ||= size > budget
  process.stdout.write(
    `${entry.padEnd(26)} ${String(size).padStart(6)} of ${budget}${size > budget ? '  OVER' : ''}\n`,
  )
}
process.exitCode = over ? 1 : 0

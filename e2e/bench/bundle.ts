/** The pages' modules, as a production build of an application would make them: one file, and what comes later. */
import { gzipSync } from 'node:zlib'
import { build, type Rolldown } from 'vite'

export const PAGES = ['balance', 'react-balance', 'hundred'] as const
export type PageName = (typeof PAGES)[number]

export interface Bundle {
  /** By the path each is served from: `/balance.js`, and those that come later. */
  files: Map<string, string>
  /** Of the first file, in bytes, gzipped. */
  size: number
}

const sources: Record<PageName, string> = {
  balance: 'balance.ts',
  'react-balance': 'react-balance.tsx',
  hundred: 'hundred.ts',
}

export async function bundle(page: PageName): Promise<Bundle> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: 'es2023',
      lib: {
        entry: new URL(`pages/${sources[page]}`, import.meta.url).pathname,
        formats: ['es'],
        fileName: page,
      },
      rolldownOptions: {
        preserveEntrySignatures: 'allow-extension',
        output: {
          minify: true,
          chunkFileNames: `${page}-[name].js`,
          codeSplitting: { groups: [{ name: page, tags: ['$initial'] }] },
        },
      },
    },
  })
  const [{ output }] = built as [Rolldown.RolldownOutput]
  const files = new Map<string, string>()
  for (const file of output) if (file.type === 'chunk') files.set(`/${file.fileName}`, file.code)
  return { files, size: gzipSync(output[0].code, { level: 9 }).length }
}

/** The pages' modules, one file each, as a production build of an application would make them. */
import { gzipSync } from 'node:zlib'
import { build, type Rolldown } from 'vite'

export const PAGES = ['balance', 'react-balance', 'hundred'] as const
export type PageName = (typeof PAGES)[number]

export interface Bundle {
  code: string
  /** In bytes, gzipped. */
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
      lib: { entry: new URL(`pages/${sources[page]}`, import.meta.url).pathname, formats: ['es'] },
      rolldownOptions: { output: { minify: true } },
    },
  })
  const [{ output }] = built as [Rolldown.RolldownOutput]
  const { code } = output[0]
  return { code, size: gzipSync(code, { level: 9 }).length }
}

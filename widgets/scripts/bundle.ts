/**
 * How the widgets become files for a script tag: the elements with Lit and the client in one, and beside it what
 * may never be wanted, which is fetched when it is (other languages, Stripe's page, printing).
 */
import type { BuildEnvironmentOptions, InlineConfig } from 'vite'
import { minifyTemplates } from './minify-templates.ts'

export function bundle(entry: string, build: BuildEnvironmentOptions): InlineConfig {
  return {
    plugins: [minifyTemplates()],
    build: {
      target: 'es2023',
      lib: { entry, formats: ['es'], fileName: 'creditkit' },
      rolldownOptions: {
        // What a later part shares with the first file stays in that one, so that it is the only one at the start.
        preserveEntrySignatures: 'allow-extension',
        output: { minify: true, chunkFileNames: '[name].js' },
      },
      ...build,
    },
  }
}

/**
 * How the widgets become files for a script tag: the first view of every element with Lit and the client in one, and
 * beside it what comes later (`ARCHITECTURE.md`).
 */
import { globSync } from 'node:fs'
import { resolve } from 'node:path'
import type { BuildEnvironmentOptions, InlineConfig, Plugin } from 'vite'
import { minifyTemplates } from './minify-templates.ts'

export function bundle(entry: string, build: BuildEnvironmentOptions): InlineConfig {
  return {
    plugins: [alikeTogether(), shortDecorate(), minifyTemplates()],
    // Lit as it is shipped, in tests too.
    resolve: { conditions: ['module', 'browser', 'production'] },
    build: {
      target: 'es2023',
      lib: { entry, formats: ['es'], fileName: 'creditkit' },
      rolldownOptions: {
        preserveEntrySignatures: 'allow-extension',
        output: {
          minify: true,
          comments: false,
          chunkFileNames: '[name].js',
          codeSplitting: {
            groups: [
              // What a later part shares with the first file stays in that one, so that it is the only one at the start.
              { name: 'creditkit', tags: ['$initial'], priority: 3 },
              // What several later parts share of the foundation is one file, not many small ones.
              { name: 'shared', test: /foundation/, minShareCount: 2, priority: 2 },
              // What a closer look at the usage shares with what is there before it stays in that.
              { name: 'usage-body', test: /usage-body|usage-view|chart.pattern/, priority: 1 },
            ],
          },
        },
      },
      ...build,
    },
  }
}

/**
 * In the file with all elements, styles stand beside styles, and messages beside messages: gzip finds again
 * only what was less than 32 kB before. A single element is small enough as it is.
 */
function alikeTogether(): Plugin {
  return {
    name: 'creditkit:alike-together',
    transform: {
      order: 'pre',
      handler(code, id) {
        if (id !== resolve('src/all.ts')) return undefined
        const alike = ['src/**/{styles/*,*.styles}.ts', 'src/foundation/localize/en/*.ts']
        const first = globSync(alike, { exclude: ['**/later/**'] })
        const imports = first.map((file) => `import '${resolve(file)}'\n`)
        return { code: imports.join('') + code, map: null }
      },
    },
  }
}

/** The compiler's helper for decorators, as far as `foundation/decorators.ts` needs one. */
function shortDecorate(): Plugin {
  return {
    name: 'creditkit:short-decorate',
    transform: {
      // Where the compiler has put its import in.
      order: 'post',
      filter: { code: /helpers\/decorate/ },
      handler: (code) => ({
        code: code.replace(/(?<=from ["']).*helpers\/decorate[^"']*/, resolve('scripts/decorate.ts')),
        map: null,
      }),
    },
  }
}

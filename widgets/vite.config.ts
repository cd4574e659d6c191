/** The files for a script tag, with every element, and `integrity.json`, which has the hash of each. */
import { createHash } from 'node:crypto'
import { defineConfig, type Plugin } from 'vite'
import { bundle } from './scripts/bundle.ts'

const configuration = bundle('src/all.ts', { outDir: 'dist/cdn' })

export default defineConfig({ ...configuration, plugins: [configuration.plugins, integrity()] })

/** For the `integrity` of a script tag and of an import map. */
function integrity(): Plugin {
  return {
    name: 'creditkit:integrity',
    generateBundle: {
      order: 'post',
      handler(_, files) {
        const hashes: Record<string, string> = {}
        for (const file of Object.values(files)) {
          const content = file.type === 'chunk' ? file.code : file.source
          hashes[file.fileName] = `sha384-${createHash('sha384').update(content).digest('base64')}`
        }
        this.emitFile({
          type: 'asset',
          fileName: 'integrity.json',
          source: `${JSON.stringify(hashes, null, 2)}\n`,
        })
      },
    },
  }
}

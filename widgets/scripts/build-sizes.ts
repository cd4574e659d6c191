/**
 * Bundles each element on its own into `dist/size`, as size-limit measures them (`.size-limit.json`), and lists what
 * comes later: those files, and their sizes, minified and gzipped.
 */
import { gzipSync } from 'node:zlib'
import { build, type Rolldown } from 'vite'
import limits from '../.size-limit.json' with { type: 'json' }
import { bundle } from './bundle.ts'

const laterOf: Record<string, Record<string, number>> = {}

// One that ends in a star is the sum of files that are built for another.
for (const { name, path } of limits.filter(({ path }) => !path.endsWith('*.js'))) {
  const outDir = path.slice(0, path.lastIndexOf('/'))
  const entry = name === 'all' ? 'src/all.ts' : `src/define/${name}.ts`
  // oxlint-disable-next-line no-await-in-loop -- a build takes all the processor there is
  const built = await build({ configFile: false, logLevel: 'error', ...bundle(entry, { outDir }) })
  const [{ output }] = built as [Rolldown.RolldownOutput]
  const [first, ...later] = output
  // Another file that is there from the start would have to be counted too.
  if (first.imports.length > 0) throw new Error(`${name} begins with ${first.imports.join(', ')} too.`)
  // What lies in a folder `later` is fetched by `import()` alone.
  const early = first.moduleIds.find((id) => /src\/.*later\//.test(id))
  if (early) throw new Error(`${name} has ${early} from the start.`)
  for (const file of later) {
    if (file.type === 'chunk') (laterOf[file.fileName] ??= {})[name] = gzipSync(file.code).length
  }
}

// oxlint-disable-next-line no-console -- whoever checks sizes wants to see it
console.table(laterOf)

/** Bundles each element on its own into `dist/size`, as size-limit measures them (`.size-limit.json`). */
import { build, type Rolldown } from 'vite'
import limits from '../.size-limit.json' with { type: 'json' }
import { bundle } from './bundle.ts'

for (const { name, path } of limits) {
  const outDir = path.slice(0, path.lastIndexOf('/'))
  const entry = name === 'all' ? 'src/all.ts' : `src/define/${name}.ts`
  // oxlint-disable-next-line no-await-in-loop -- a build takes all the processor there is
  const built = await build({ configFile: false, logLevel: 'error', ...bundle(entry, { outDir }) })
  const [{ output }] = built as [Rolldown.RolldownOutput]
  // Another file that is there from the start would have to be counted too.
  if (output[0].imports.length > 0)
    throw new Error(`${name} begins with ${output[0].imports.join(', ')} too.`)
}

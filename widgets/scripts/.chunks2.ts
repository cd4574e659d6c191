import { build } from 'vite'
import { gzipSync } from 'node:zlib'
import { bundle } from './bundle.ts'
const cfg = bundle(process.argv[2] ?? 'src/define/credit-balance.ts', { write: false }) as any
cfg.build.rolldownOptions.output.codeSplitting = { groups: [{ name: 'creditkit', tags: ['$initial'] }] }
const [{ output }] = (await build({ configFile: false, logLevel: 'error', ...cfg })) as any
for (const c of output)
  console.log(
    c.fileName,
    c.code.length,
    gzipSync(c.code, { level: 9 }).length,
    c.isEntry,
    c.imports,
    c.dynamicImports,
    Object.keys(c.modules)
      .map((m) => m.replace(/.*\//, ''))
      .join(' '),
  )

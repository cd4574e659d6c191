import { build } from 'vite'
import { bundle } from './bundle.ts'
const [{ output }] = (await build({
  configFile: false,
  logLevel: 'error',
  ...bundle(process.argv[2] ?? 'src/define/credit-balance.ts', { write: false }),
})) as any
for (const c of output)
  console.log(
    c.fileName,
    c.imports,
    c.dynamicImports,
    Object.keys(c.modules)
      .map((m) => m.replace(/.*\//, ''))
      .join(' '),
  )

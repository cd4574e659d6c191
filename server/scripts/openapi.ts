/** Writes openapi.json from the operations; with --check it only says whether the file is up to date. */
import { readFile, writeFile } from 'node:fs/promises'
import { openApiDocument } from '../src/http/openapi.ts'

const file = new URL('../openapi.json', import.meta.url)
const fresh = `${JSON.stringify(openApiDocument(), null, 2)}\n`

if (process.argv.includes('--check')) {
  const present = await readFile(file, 'utf8').catch(() => '')
  if (present !== fresh) {
    process.stderr.write('server/openapi.json is out of date. Run: pnpm --filter @creditkit/server openapi\n')
    process.exitCode = 1
  }
} else {
  await writeFile(file, fresh)
}

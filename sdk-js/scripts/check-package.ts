/** Loads what was built, as an application would that installed it, and looks for its public face. */
import { access, readFile } from 'node:fs/promises'

interface Manifest {
  publishConfig: { exports: Record<string, { types: string; default: string }> }
}

const FACES: Readonly<Record<string, readonly string[]>> = {
  '.': ['CreditsError', 'createCredits'],
  './payment-methods': ['getPaymentMethods', 'mayRemovePaymentMethods', 'removePaymentMethod'],
  './node': ['CreditsError', 'createCreditsServer', 'requireCredits', 'withCredits'],
}

const root = new URL('../', import.meta.url)
const manifest = JSON.parse(await readFile(new URL('package.json', root), 'utf8')) as Manifest

for (const [name, { types, default: file }] of Object.entries(manifest.publishConfig.exports)) {
  await access(new URL(types, root))
  const exported = Object.keys((await import(new URL(file, root).href)) as object).toSorted()
  if (exported.join() !== FACES[name]?.join()) {
    throw new Error(`"${name}" exports ${exported.join(', ')}; expected ${FACES[name]?.join(', ')}.`)
  }
}

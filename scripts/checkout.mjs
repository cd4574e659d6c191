import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the repository. */
export const CHECKOUT = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '')

/** What the two commands keep between runs; git ignores it. */
export const DATA = process.env['CREDITKIT_DATA_DIR'] || join(CHECKOUT, '.data')

/** Node as the workspace has it installed, whatever the version that runs this. */
export const NODE = join(
  CHECKOUT,
  'node_modules/node/bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
)

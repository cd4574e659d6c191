import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** The binary itself, where the package's own script would start another Node for it each time. */
export const cliBinary = (): string => {
  const require = createRequire(createRequire(import.meta.url).resolve('@stripe/cli/package.json'))
  const platforms = require('./platforms.json') as Record<string, { pkg: string; bin: string }>
  const platform = platforms[`${process.platform}-${process.arch}`]
  if (!platform) throw new Error('The official CLI has no binary for this machine.')
  return join(dirname(require.resolve(`${platform.pkg}/package.json`)), 'bin', platform.bin)
}

/** The CLI asks the network for a newer version of itself; where there is a network it is led nowhere. */
const NOWHERE = 'http://127.0.0.1:9'

/** @param home where it keeps its settings */
export const cliEnvironment = (home: string): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  HOME: home,
  XDG_CONFIG_HOME: home,
  STRIPE_CLI_TELEMETRY_OPTOUT: '1',
  HTTPS_PROXY: NOWHERE,
  NO_PROXY: '127.0.0.1',
})

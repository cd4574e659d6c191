import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CHECKOUT } from '../checkout.mjs'

/**
 * @typedef {object} Check
 * @property {string} name
 * @property {readonly [string, ...string[]]} command
 * @property {string} folder From the checkout.
 * @property {boolean} [needsBrowser]
 * @property {boolean} [alone] Not beside another check: it measures, or wants the machine for itself.
 */

const PACKAGES = ['server', 'sdk-js', 'widgets', 'stories', 'e2e']

/** @returns {Check[]} all that must pass: the longest first, lest one runs alone at the end, then what fails soonest */
export function allChecks() {
  return [
    // One file after another, so it leaves a core to the others.
    { name: 'tests: server', command: ['vitest', 'run'], folder: 'server' },
    { name: 'tests: stories', command: ['vitest', 'run'], folder: 'stories', needsBrowser: true },
    { name: 'tests: widgets', command: ['vitest', 'run'], folder: 'widgets', needsBrowser: true },
    { name: 'lint', command: ['oxlint'], folder: '.' },
    { name: 'format', command: ['oxfmt', '--check'], folder: '.' },
    { name: 'arrows between rooms', command: ['node', 'scripts/checks/arrows.mjs'], folder: '.' },
    ...[...PACKAGES, 'scripts'].map((folder) => ({
      name: `types: ${folder}`,
      command: /** @type {const} */ (['tsc', '-p', '.']),
      folder,
    })),
    { name: 'unused code', command: ['knip', '--no-progress'], folder: '.' },
    ...PACKAGES.flatMap(ownChecks),
    { name: 'tests: sdk-js', command: ['vitest', 'run'], folder: 'sdk-js' },
    { name: 'start and stop', command: ['node', 'scripts/checks/start-and-stop.mjs'], folder: '.' },
    { name: 'tests: e2e', command: ['playwright', 'test'], folder: 'e2e', alone: true, needsBrowser: true },
  ]
}

/**
 * The scripts named `check:…` of a package: whether what is generated is fresh, sizes, and the like.
 *
 * @param {string} folder
 * @returns {Check[]}
 */
function ownChecks(folder) {
  const manifest = join(CHECKOUT, folder, 'package.json')
  if (!existsSync(manifest)) return []
  const { scripts = {} } = JSON.parse(readFileSync(manifest, 'utf8'))
  return Object.keys(scripts)
    .filter((name) => name.startsWith('check:'))
    .map((name) => ({
      name: `${name.slice('check:'.length)}: ${folder}`,
      command: ['pnpm', 'run', '--silent', name],
      folder,
    }))
}

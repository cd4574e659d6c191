import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CHECKOUT, NODE } from '../checkout.mjs'
import { Refusal } from '../progress.mjs'
import { run } from '../processes/run.mjs'
import { withLock } from './lock.mjs'
import { catalogVersion } from './versions.mjs'

const STAMP = join(CHECKOUT, 'node_modules/.creditkit-installed')

/**
 * Installs Node, pnpm and all dependencies, unless that was done for just these manifests.
 *
 * @param {(note: string) => void} note
 */
export async function installPackages(note) {
  if (isInstalled()) return note('there already')
  // Not in CREDITKIT_DATA_DIR: it is the checkout that must not be installed twice at once.
  const folder = join(CHECKOUT, '.data')
  mkdirSync(folder, { recursive: true, mode: 0o755 })
  await withLock(join(folder, 'set-up.lock'), async () => {
    if (isInstalled()) return note('there now, by another run')
    const { ok, output } = await pnpmInstall()
    if (!ok)
      throw new Refusal(`${output.trim()}\n\nThe packages could not be installed; the reason is above.`)
    writeFileSync(STAMP, fingerprint())
  })
}

function pnpmInstall() {
  const install = 'pnpm install --frozen-lockfile --reporter=append-only'
  const packages = ['node', 'pnpm'].flatMap((name) => ['-p', `${name}@${catalogVersion(name)}`])
  // With CI set pnpm asks no questions, which nobody would see.
  return run('npx', ['-y', ...packages, '-c', install], { cwd: CHECKOUT, env: { CI: 'true' } })
}

function isInstalled() {
  return existsSync(NODE) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === fingerprint()
}

/** Of everything that decides what is installed. */
function fingerprint() {
  const packages = readdirSync(CHECKOUT, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && existsSync(join(CHECKOUT, entry.name, 'package.json')),
  )
  const manifests = packages.map((entry) => join(entry.name, 'package.json')).sort()
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}\n`)
  for (const name of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json', ...manifests]) {
    hash.update(`${name}\n`).update(readFileSync(join(CHECKOUT, name)))
  }
  return hash.digest('hex')
}

import { existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { CHECKOUT, NODE } from '../checkout.mjs'
import { Refusal } from '../progress.mjs'
import { run } from '../processes/run.mjs'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** A download that says nothing for so long has stopped. Milliseconds. */
const QUIET_LIMIT = 60_000

/**
 * Finds a Chromium, or installs one.
 *
 * @param {(note: string) => void} note
 * @returns {Promise<string>} the path of its program
 */
export async function provideBrowser(note) {
  const path = await findOrInstall(note)
  if (path === undefined) {
    throw new Refusal(
      'There is no Chromium, and none could be installed. As an administrator run: ' +
        'apt-get install chromium. Or set CHROMIUM_PATH to one.',
    )
  }
  return path
}

/** @param {(note: string) => void} note */
async function findOrInstall(note) {
  const wanted = process.env['CHROMIUM_PATH']
  if (wanted && !(await works(wanted))) {
    throw new Refusal(`CHROMIUM_PATH names ${wanted}, which does not run. Correct it, or unset it.`)
  }
  const there = wanted || (await firstThatWorks(candidates()))
  if (there) {
    note(there)
    return there
  }
  return (await installPlaywrights(note)) ?? (await installDebians(note))
}

function candidates() {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin']
  const inPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)))
  return [...inPath, ...playwrights()].filter((path) => existsSync(path))
}

/** What Playwright has installed, the newest first. */
function playwrights() {
  const cache = process.env['PLAYWRIGHT_BROWSERS_PATH'] || join(homedir(), '.cache/ms-playwright')
  if (!existsSync(cache)) return []
  const builds = readdirSync(cache).filter((name) => /^chromium-\d+$/.test(name))
  builds.sort((one, other) => Number(other.slice(9)) - Number(one.slice(9)))
  return builds.flatMap((build) =>
    ['chrome-linux64', 'chrome-linux'].map((name) => join(cache, build, name, 'chrome')),
  )
}

/** @param {readonly string[]} paths */
async function firstThatWorks(paths) {
  for (const path of paths) if (await works(path)) return path
  return undefined
}

/** @param {string} path */
async function works(path) {
  return (await run(path, ['--version'])).ok
}

/** @param {(note: string) => void} note */
async function installPlaywrights(note) {
  const command = join(CHECKOUT, 'widgets/node_modules/playwright/cli.js')
  await run(NODE, [command, 'install', '--no-shell', 'chromium'], {
    env: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '8000' },
    quietLimit: QUIET_LIMIT,
  })
  const path = await firstThatWorks(playwrights().filter((candidate) => existsSync(candidate)))
  if (path) note('installed Playwright’s')
  return path
}

/** @param {(note: string) => void} note */
async function installDebians(note) {
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  const apt = [
    ...asRoot,
    'env',
    'DEBIAN_FRONTEND=noninteractive',
    'apt-get',
    '-q',
    '-o',
    'DPkg::Lock::Timeout=120',
  ]
  const [command = 'apt-get', ...options] = apt
  await run(command, [...options, 'update'])
  // Without a font of its own a page has no text to measure.
  const install = ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation']
  const { ok } = await run(command, [...options, ...install])
  if (!ok) return undefined
  note('installed Debian’s')
  return await firstThatWorks(candidates())
}

/**
 * The manifest tells the truth: it is up to date with the sources, says a sentence about everything public,
 * and names each event of the map, and no other.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'

interface Named {
  name: string
  description?: string
  summary?: string
}

interface Element extends Named {
  tagName?: string
  customElement?: boolean
  attributes?: Named[]
  events?: (Named & { type?: object })[]
  slots?: Named[]
  cssParts?: Named[]
}

// The analyzer writes below the package alone.
const folder = 'dist/.manifest'
const configuration = ['--config', 'custom-elements-manifest.config.ts']
execFileSync('cem', ['analyze', ...configuration, '--outdir', folder, '--quiet'], { stdio: 'inherit' })
const fresh = readFileSync(`${folder}/custom-elements.json`, 'utf8')
rmSync(folder, { recursive: true })

const problems: string[] = []
if (fresh !== readFileSync('custom-elements.json', 'utf8')) {
  problems.push('custom-elements.json is out of date. Run `pnpm manifest`, and look at what changed.')
}

const { modules } = JSON.parse(fresh) as { modules: { declarations: Element[] }[] }
const elements = modules.flatMap(({ declarations }) => declarations).filter(({ tagName }) => tagName)
const map = readFileSync('src/foundation/events/map.ts', 'utf8')
const mapped = new Set([...map.matchAll(/^  '(credit-[a-z-]+)':/gm)].map(([, name]) => name ?? ''))
const told = new Set<string>()

for (const { tagName, summary, attributes = [], events = [], slots = [], cssParts = [] } of elements) {
  if (!summary) problems.push(`<${tagName}> has no @summary.`)
  for (const { name, description } of [...attributes, ...events, ...slots, ...cssParts]) {
    if (!description) problems.push(`<${tagName}> says nothing about "${name}".`)
  }
  for (const { name, type } of events) {
    told.add(name)
    if (!type) problems.push(`The map says nothing, or not in one line, of the event ${name}.`)
    if (!mapped.has(name)) problems.push(`<${tagName}> names the event ${name}, which is not in the map.`)
  }
}
for (const name of mapped) if (!told.has(name)) problems.push(`No element names the event ${name}.`)

for (const problem of problems) process.stderr.write(`${problem}\n`)
process.exitCode = problems.length > 0 ? 1 : 0

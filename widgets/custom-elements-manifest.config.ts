import { readFileSync } from 'node:fs'

/** The manifest that documentation, editors and the generated typings are made from. */
interface Member {
  name: string
  privacy?: string
}

interface Declaration {
  customElement?: boolean
  members?: Member[]
  events?: ManifestEvent[]
}

interface ManifestEvent {
  name: string
  summary?: string
  type?: { text: string }
}

/** What begins with `#`, or is private to us by word, is nobody's business. */
const withoutPrivate = {
  name: 'without-private',
  packageLinkPhase({
    customElementsManifest,
  }: {
    customElementsManifest: { modules: { declarations?: Declaration[] }[] }
  }) {
    for (const { declarations = [] } of customElementsManifest.modules) {
      for (const declaration of declarations) {
        if (!declaration.members) continue
        declaration.members = declaration.members.filter(
          ({ name, privacy }) => !name.startsWith('#') && privacy !== 'private' && privacy !== 'protected',
        )
      }
    }
  },
}

/** What an event is and carries stands in the map alone; an element says when it dispatches it. */
const withEventTypes = {
  name: 'with-event-types',
  packageLinkPhase({
    customElementsManifest,
  }: {
    customElementsManifest: { modules: { declarations?: Declaration[] }[] }
  }) {
    const map = readFileSync('src/foundation/events/map.ts', 'utf8')
    const mapped = new Map(
      [...map.matchAll(/^  \/\*\* (.+) \*\/\n  '(credit-[a-z-]+)': (CustomEvent<.+>)$/gm)].map(
        ([, summary = '', name = '', text = '']) => [name, { summary, type: { text } }],
      ),
    )
    for (const { declarations = [] } of customElementsManifest.modules) {
      for (const { events = [] } of declarations) {
        for (const event of events) Object.assign(event, mapped.get(event.name))
      }
    }
  },
}

/** Files are found in whatever order the disk has them; the manifest's order must not depend on it. */
const inOrder = {
  name: 'in-order',
  packageLinkPhase({ customElementsManifest }: { customElementsManifest: { modules: { path: string }[] } }) {
    customElementsManifest.modules.sort((one, other) => (one.path < other.path ? -1 : 1))
  },
}

/** It is read where the package is installed, and there are no sources there. */
const asPacked = {
  name: 'as-packed',
  packageLinkPhase({ customElementsManifest }: { customElementsManifest: object }) {
    packPaths(customElementsManifest)
  },
}

function packPaths(node: object): void {
  for (const [key, value] of Object.entries(node)) {
    if (typeof value === 'object' && value !== null) packPaths(value)
    else if ((key === 'path' || key === 'module') && typeof value === 'string') {
      Object.assign(node, { [key]: value.replace(/^\/?src\/(.*)\.ts$/, 'dist/$1.js') })
    }
  }
}

export default {
  globs: ['src/credit-*/credit-*.ts', 'src/foundation/credit-element.ts'],
  exclude: ['**/*.test.ts', '**/*.styles.ts'],
  outdir: '.',
  litelement: true,
  // Otherwise it rewrites package.json.
  packagejson: false,
  plugins: [withoutPrivate, withEventTypes, inOrder, asPacked],
}

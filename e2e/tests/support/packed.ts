/** The packages as a registry would have them, installed in a folder that knows nothing of this workspace. */
import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { build, preview, type Plugin, type PreviewServer } from 'vite'
import { writeSnippets } from './snippets.ts'

const CHECKOUT = fileURLToPath(new URL('../../..', import.meta.url))

/** What the host brings itself. */
const OF_THE_HOST = ['express', 'react', 'react-dom', '@types/react', '@types/react-dom', '@types/node']

/** As strict as it gets: what a host's compiler looks at includes our declarations. */
const STRICT = {
  target: 'es2022',
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
  noEmit: true,
}

export interface Manifest {
  version: string
  exports: Record<string, string | Record<string, string>>
  dependencies?: Record<string, string>
}

export interface PackedHost {
  folder: string
  manifests: { sdk: Manifest; widgets: Manifest }
  /** Rejects with what the compiler says. */
  compile: () => Promise<void>
  remove: () => Promise<void>
}

export async function installPacked(): Promise<PackedHost> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'creditkit-packed-')))
  const modules = join(folder, 'node_modules')
  const [sdk, widgets] = await Promise.all([
    install('sdk', 'sdk-js', modules),
    install('widgets', 'widgets', modules),
  ])
  await Promise.all(OF_THE_HOST.map((name) => link(name, 'e2e', modules)))
  await cp(join(CHECKOUT, 'e2e/packed-host'), folder, { recursive: true })
  await writeSnippets(join(folder, 'readme'), {})
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }))
  const lib = ['es2022', 'dom', 'dom.iterable']
  await configure(folder, 'page', {
    compilerOptions: {
      ...STRICT,
      lib,
      module: 'esnext',
      moduleResolution: 'bundler',
      jsx: 'react-jsx',
      types: [],
    },
    include: ['main.tsx', 'readme/*.ts', 'readme/*.tsx'],
  })
  await configure(folder, 'backend', {
    compilerOptions: { ...STRICT, lib, module: 'nodenext', types: ['node'] },
    include: ['backend.ts'],
  })
  return {
    folder,
    manifests: { sdk, widgets },
    async compile() {
      await Promise.all(['page', 'backend'].map((name) => run('tsc', ['-p', `${name}.json`], folder)))
    },
    remove: () => rm(folder, { recursive: true }),
  }
}

/** Builds pages of a folder, and serves them at this origin with a backend behind `/api`; some under a policy. */
export async function serveBuilt(
  root: string,
  pages: readonly string[],
  origin: string,
  backend: string,
  policies: Readonly<Record<string, string>> = {},
): Promise<PreviewServer> {
  const input = pages.map((page) => join(root, page))
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: { target: 'es2023', rolldownOptions: { input } },
  })
  const strict: Plugin = {
    name: 'policies',
    configurePreviewServer({ middlewares }) {
      middlewares.use(({ url = '' }, response, next) => {
        const policy = policies[url]
        if (policy) response.setHeader('content-security-policy', policy)
        next()
      })
    },
  }
  return preview({
    configFile: false,
    root,
    plugins: [strict],
    logLevel: 'error',
    preview: {
      host: '127.0.0.1',
      port: Number(new URL(origin).port),
      strictPort: true,
      // The backend mints sessions for the origin that it is asked at, so that it has to stay this one.
      proxy: { '/api': { target: backend, changeOrigin: false } },
    },
  })
}

/** Packs it, unpacks it where it would be installed, and gives it what it says that it depends on. */
async function install(name: string, from: string, modules: string): Promise<Manifest> {
  const place = join(modules, '@creditkit', name)
  await mkdir(place, { recursive: true })
  const archive = join(modules, `${name}.tgz`)
  await run('pnpm', ['pack', '--out', archive], join(CHECKOUT, from))
  await run('tar', ['-xzf', archive, '--strip-components', '1', '-C', place], modules)
  const manifest = JSON.parse(await readFile(join(place, 'package.json'), 'utf8')) as Manifest
  const foreign = Object.keys(manifest.dependencies ?? {}).filter((each) => !each.startsWith('@creditkit/'))
  await Promise.all(foreign.map((each) => link(each, from, modules)))
  return manifest
}

/** Links to a package that one of ours has, in place of asking a registry. */
async function link(name: string, of: string, modules: string): Promise<void> {
  await mkdir(dirname(join(modules, name)), { recursive: true })
  await symlink(
    await realpath(join(CHECKOUT, of, 'node_modules', name)),
    join(modules, name),
    process.platform === 'win32' ? 'junction' : 'dir',
  )
}

function configure(folder: string, name: string, configuration: object): Promise<void> {
  return writeFile(join(folder, `${name}.json`), JSON.stringify(configuration))
}

async function run(command: string, options: string[], cwd: string): Promise<void> {
  try {
    await promisify(execFile)(command, options, { cwd, maxBuffer: 1e8 })
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    throw new Error(`${command} ${options.join(' ')}\n${stdout}${stderr}`, { cause: error })
  }
}

/** Makes, lists and ends secret keys, and changes the keys that sign sessions. Run it with --help. */
import { parseArgs } from 'node:util'
import { runCommand, UsageError } from '../command.ts'
import { migrate } from '../database/migrate.ts'
import { ApiKeys, keyScopes, type KeyScope } from './api-keys.ts'
import { SigningKeys } from './signing-keys.ts'

const usage = `Usage: npm run keys -- <command>

  create --name NAME [--scopes ${keyScopes.join(',')}]
      Makes a secret key and prints it, this once. A name can have two keys, so that one can replace the other.
  list
      Lists the keys that work, with their last use.
  revoke ID
      Ends a secret key at once.
  rotate-signing-key [--immediately]
      Adds a key for signing sessions, which takes over in ten minutes. With --immediately it takes over now,
      and every session ends: for when a signing key has leaked.

The database is the one in DATABASE_URL, or the embedded one in CREDITKIT_DATA_DIR.
`

const print = (line: string) => void process.stdout.write(`${line}\n`)

async function run(apiKeys: ApiKeys, signingKeys: SigningKeys): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { name: { type: 'string' }, scopes: { type: 'string' }, immediately: { type: 'boolean' } },
  })
  const [command, id] = positionals
  switch (command) {
    case 'create': {
      if (!values.name) throw new UsageError('Say what the key is for: --name NAME.')
      print(await apiKeys.create(values.name, readScopes(values.scopes)))
      return
    }
    case 'list': {
      for (const key of await apiKeys.list()) {
        const lastUse = key.lastUsedAt ? `last used ${key.lastUsedAt.toISOString()}` : 'never used'
        print(`${key.id}  ${key.hint}…  ${key.name}  [${key.scopes.join(',')}]  ${lastUse}`)
      }
      return
    }
    case 'revoke': {
      if (!id || !/^[0-9a-f-]{36}$/.test(id) || !(await apiKeys.revoke(id)))
        throw new UsageError('There is no such key. See them with: list.')
      print('The key no longer works.')
      return
    }
    case 'rotate-signing-key': {
      await signingKeys.rotate(values.immediately)
      print(
        values.immediately
          ? 'The new key signs; all sessions have ended.'
          : 'The new key signs in ten minutes.',
      )
      return
    }
    default:
      throw new UsageError(usage)
  }
}

function readScopes(text: string | undefined): readonly KeyScope[] {
  if (text === undefined) return keyScopes
  return text.split(',').map((name) => {
    const scope = keyScopes.find((candidate) => candidate === name)
    if (!scope) throw new UsageError(`"${name}" is no scope: use ${keyScopes.join(', ')}.`)
    return scope
  })
}

await runCommand({
  name: 'keys',
  usage,
  failed: 1,
  work: async (pool) => {
    await migrate(pool)
    await run(new ApiKeys(pool), new SigningKeys(pool))
  },
})

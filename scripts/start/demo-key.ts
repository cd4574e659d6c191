import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CHECKOUT, DATA, NODE } from '../checkout.mjs'
import { run } from '../processes/run.mjs'
import { Refusal } from '../progress.mjs'

const KEY_FILE = join(DATA, 'demo-key')

/**
 * The secret key of the demonstration host app: the one kept from before if the server still takes it, else a
 * new one.
 */
export async function demoKey(serverUrl: string, databaseUrl: string): Promise<string> {
  const kept = existsSync(KEY_FILE) ? readFileSync(KEY_FILE, 'utf8').trim() : undefined
  if (kept !== undefined && (await isTaken(serverUrl, kept))) return kept
  const command = join(CHECKOUT, 'server/src/sessions/keys-command.ts')
  // Few keys may share a name, and this one may have been made and lost before.
  const name = `demo-${randomBytes(4).toString('hex')}`
  const { ok, output } = await run(NODE, [command, 'create', '--name', name], {
    env: { DATABASE_URL: databaseUrl },
  })
  const key = /\bsk_[\w-]{43}/.exec(output)?.[0]
  if (!ok || key === undefined)
    throw new Refusal(`${output.trim()}\n\nNo secret key for the host app could be made.`)
  writeFileSync(KEY_FILE, `${key}\n`, { mode: 0o600 })
  return key
}

async function isTaken(serverUrl: string, key: string): Promise<boolean> {
  const response = await fetch(`${serverUrl}/v1/currencies`, { headers: { authorization: `Bearer ${key}` } })
  await response.body?.cancel()
  return response.ok
}

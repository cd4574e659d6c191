import { spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The operating system's user that Postgres runs as. */
export interface Account {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

const CHECKOUT = fileURLToPath(new URL('../../../..', import.meta.url))

/**
 * Postgres refuses to run as root. So as root it runs as whoever owns the data, else as whoever owns the
 * checkout, else as `nobody`.
 *
 * @returns undefined where Postgres runs as the present user.
 */
export function accountForPostgres(dataDirectory: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const accounts = readAccounts()
  const owners = [dataDirectory, CHECKOUT].map(ownerOf)
  const account =
    owners
      .filter((uid) => uid !== undefined && uid !== 0)
      .map((uid) => accounts.find((entry) => entry.uid === uid))
      .find((entry) => entry !== undefined) ?? accounts.find((entry) => entry.name === 'nobody')
  if (account === undefined) {
    throw new Error(
      'Postgres does not run as root, and this machine has no user "nobody". ' +
        'Run this as an ordinary user, or set DATABASE_URL.',
    )
  }
  return account
}

/** Whether this user can enter a folder and write in it. */
export function canUse(account: Account, directory: string): boolean {
  const asAccount = { uid: account.uid, gid: account.gid, cwd: '/', stdio: 'ignore' } as const
  return spawnSync('test', ['-w', directory, '-a', '-x', directory], asAccount).status === 0
}

/** Whether this user can run a program. */
export function canRun(account: Account, program: string): boolean {
  const asAccount = { uid: account.uid, gid: account.gid, cwd: '/', stdio: 'ignore' } as const
  return spawnSync(program, ['--version'], asAccount).status === 0
}

function ownerOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.uid
}

function readAccounts(): Account[] {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n')
  return lines.flatMap((line) => {
    const [name, , uid, gid] = line.split(':')
    return name && uid && gid ? [{ name, uid: Number(uid), gid: Number(gid) }] : []
  })
}

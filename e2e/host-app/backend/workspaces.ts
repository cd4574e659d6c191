import type { Request, Response } from 'express'

/** A customer of this product. Its id is the customer's id in Creditkit too. */
export interface Workspace {
  readonly id: string
  readonly name: string
}

/** The one with a history. */
export const BUSY_WORKSPACE = 'nimbus-labs'

export const WORKSPACES: readonly [Workspace, ...Workspace[]] = [
  { id: 'acme-studio', name: 'Acme Studio' },
  { id: BUSY_WORKSPACE, name: 'Nimbus Labs' },
  { id: 'harbour-press', name: 'Harbour Press' },
]

const COOKIE = 'quill_workspace'
const ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/
const LONGEST_ID = 40

/**
 * Who is signed in. A real product would look into its own sessions and its own database; in this demonstration the
 * cookie is trusted, and any workspace that it names exists.
 */
export function currentWorkspace(request: Request): Workspace {
  const cookies = (request.get('cookie') ?? '').split(/; */)
  const id = cookies.find((cookie) => cookie.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1)
  return findWorkspace(id) ?? WORKSPACES[0]
}

/** @returns whether there can be such a workspace */
export function signIn(response: Response, id: unknown): boolean {
  const workspace = findWorkspace(id)
  if (workspace) response.cookie(COOKIE, workspace.id, { httpOnly: true, sameSite: 'lax', path: '/' })
  return workspace !== undefined
}

function findWorkspace(id: unknown): Workspace | undefined {
  if (typeof id !== 'string' || id.length > LONGEST_ID || !ID.test(id)) return undefined
  const name = id.replaceAll(
    /(^|-)(.)/g,
    (_, dash: string, letter: string) => (dash && ' ') + letter.toUpperCase(),
  )
  return { id, name }
}

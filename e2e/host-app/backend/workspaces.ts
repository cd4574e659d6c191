import type { Request, Response } from 'express'

/** A customer of this product. Its id is the customer's id in Creditkit too. */
export interface Workspace {
  readonly id: string
  readonly name: string
}

export const WORKSPACES: readonly [Workspace, ...Workspace[]] = [
  { id: 'acme-studio', name: 'Acme Studio' },
  { id: 'nimbus-labs', name: 'Nimbus Labs' },
  { id: 'harbour-press', name: 'Harbour Press' },
]

const COOKIE = 'quill_workspace'

/** Who is signed in. A real product would look into its own sessions; in this demonstration the cookie is trusted. */
export function currentWorkspace(request: Request): Workspace {
  const cookies = (request.get('cookie') ?? '').split(/; */)
  const id = cookies.find((cookie) => cookie.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1)
  return WORKSPACES.find((workspace) => workspace.id === id) ?? WORKSPACES[0]
}

/** @returns whether there is such a workspace */
export function signIn(response: Response, id: unknown): boolean {
  const workspace = WORKSPACES.find((candidate) => candidate.id === id)
  if (workspace) response.cookie(COOKIE, workspace.id, { httpOnly: true, sameSite: 'lax', path: '/' })
  return workspace !== undefined
}

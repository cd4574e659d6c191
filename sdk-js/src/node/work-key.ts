import { createHash, randomUUID } from 'node:crypto'
import { CreditsError } from '../error.ts'

/** What other keys begin with, so that they lead back to the work's; a key has 255 characters at most. */
const BEGINNING = 180

/** Where an answer came from: the first key of a work is turn 1. */
export interface Turn<T> {
  readonly turn: number
  readonly answer: T
}

/**
 * Asks under the first of a work's keys that was not refused before. The server keeps a refusal for its key, so a
 * work that was refused once would be refused for ever. All attempts go the same way from key to key, and each key is
 * used only when nothing can come of those before it: so at most one of them is ever charged.
 */
export async function pastRefusals<T>(
  work: string,
  ask: (key: string) => Promise<T>,
  first = 1,
): Promise<Turn<T>> {
  for (let turn = first; ; turn++) {
    try {
      // oxlint-disable-next-line no-await-in-loop -- the next key only where this one was refused
      return { turn, answer: await ask(keyOfTurn(work, turn)) }
    } catch (error) {
      if (!(error instanceof CreditsError) || error.code !== 'insufficient_credits') throw error
      // One that is refused only now goes to the caller: the next key would be refused just so.
      if (!error.problem?.replayed) throw error
    }
  }
}

/** A key for one request of a work, of which it may take several. */
export function keyOfRequest(work: string): string {
  return `${work.slice(0, BEGINNING)}:${randomUUID()}`
}

/** The first is the work's own; the others follow from all of it, so that they are no other work's. */
function keyOfTurn(work: string, turn: number): string {
  if (turn === 1) return work
  const digest = createHash('sha256').update(work).digest('base64url')
  return `${work.slice(0, BEGINNING)}:${digest}:${turn}`
}

import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { newState, stateFrom } from './state.ts'
import type { State } from './state.ts'

/** Where the state is kept: a JSON file, or nowhere. */
export interface Persistence {
  readonly state: State
  /** Writes the state if there is a file for it; a reader never sees half of it. */
  save(): void
}

/** Reads the state from `path` where it exists. @throws Error where the file is not a state of the simulator. */
export const openPersistence = (path: string | undefined): Persistence => {
  if (path === undefined) return { state: newState(), save: () => undefined }
  const state = existsSync(path) ? read(path) : newState()
  return {
    state,
    save: () => {
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(`${path}.new`, JSON.stringify(state))
      renameSync(`${path}.new`, path)
    },
  }
}

const read = (path: string): State => {
  try {
    return stateFrom(JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>)
  } catch (cause) {
    throw new Error(
      `The Stripe simulator cannot read its state in ${path}. Delete that file to start afresh.`,
      { cause },
    )
  }
}

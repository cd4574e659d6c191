import { existsSync, rmSync } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { LockedError, lockFile } from '../../database/embedded/file-lock.ts'
import { shortHash } from '../request-hash.ts'

/** A file in the making: only when it is whole does it get its name. */
export interface Part {
  readonly path: string
  readonly target: string
  readonly unlock: () => void
}

/**
 * @param whose part it is, where there may be several of one file.
 * @throws Error if its folder is missing, or somebody else is writing it.
 */
export function openPart(target: string, whose?: string): Part {
  if (!existsSync(dirname(target))) throw new Error(`There is no folder ${dirname(target)}. Make it first.`)
  const path = partOf(target, whose)
  try {
    return { path, target, unlock: lockFile(`${path}.lock`) }
  } catch (error) {
    if (error instanceof LockedError) {
      throw new Error(`Another command is writing ${target}. Wait until it is done.`, { cause: error })
    }
    throw error
  }
}

export function partOf(target: string, whose?: string): string {
  return whose === undefined ? `${target}.part` : `${target}.${shortHash(whose).slice(0, 8)}.part`
}

export async function finishPart({ path, target }: Part): Promise<void> {
  await rename(path, target)
}

/** Lets go of it, whole or not. */
export function endPart({ path, unlock }: Part): void {
  unlock()
  for (const rest of [`${path}.lock`, `${path}.lock.pid`]) rmSync(rest, { force: true })
}

/** Writes a file that is there whole or not at all. A part that is left behind tells that it was broken off. */
export async function writeWhole(target: string, whose: string, text: string): Promise<void> {
  const part = openPart(target, whose)
  try {
    await writeFile(part.path, text)
    await finishPart(part)
  } finally {
    endPart(part)
  }
}

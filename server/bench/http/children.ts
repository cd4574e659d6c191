import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '../../src/database/embedded/embedded-postgres.ts'
import { setScene } from '../scene.ts'

/** A file of this folder as a process of its own, to talk to by messages. */
export function startChild(file: string, ...words: string[]): ChildProcess {
  return fork(join(import.meta.dirname, file), words)
}

/** Sends a message and gives back the next one that comes. @throws Error where that one tells of an error */
export async function ask<Answer>(child: ChildProcess, message: object): Promise<Answer> {
  const answer = once(child, 'message')
  child.send(message)
  const [body] = (await answer) as [object]
  if ('error' in body) throw new Error(String(body.error))
  return body as Answer
}

/** A fresh Postgres with fsync on, and in it the scene of the ledger's benchmark. */
export async function withScene(work: (databaseUrl: string) => Promise<void>): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'creditkit-bench-'))
  const postgres = await startEmbeddedPostgres({ directory, settings: { shared_buffers: '512MB' } })
  try {
    const scene = await setScene(postgres.url)
    await scene.close()
    await work(postgres.url)
  } finally {
    await postgres.stop()
    await rm(postgres.directory, { recursive: true, force: true })
    await rm(directory, { recursive: true, force: true })
  }
}

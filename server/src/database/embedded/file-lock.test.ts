import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { once } from 'node:events'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { LockedError, lockFile } from './file-lock.ts'

let directory: string

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'creditkit-lock-'))
})

afterAll(async () => await rm(directory, { recursive: true }))

test('a lock is refused while it is held, with its holder, and free when released', () => {
  const path = join(directory, 'held')
  const release = lockFile(path)
  expect(() => lockFile(path)).toThrow(new LockedError(path, process.pid))
  release()
  lockFile(path)()
})

test('one who is only asking, as another does at the same instant, makes nobody give up', async () => {
  const path = join(directory, 'wanted')
  lockFile(path)()
  // Holds the first of the steps in which SQLite locks, for less than the patience.
  const source = `
    const { workerData, parentPort } = require('node:worker_threads')
    const { DatabaseSync } = require('node:sqlite')
    const database = new DatabaseSync(workerData)
    database.exec('begin; select * from sqlite_schema')
    parentPort.postMessage('asking')
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50)
    database.close()`
  const worker = new Worker(source, { eval: true, workerData: path })
  const ended = once(worker, 'exit')
  await once(worker, 'message')
  lockFile(path)()
  await ended
})

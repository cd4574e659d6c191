import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { isAlive } from '../processes/tree.mjs'

/**
 * Does something that only one process at a time may do; others wait for it.
 *
 * @param {string} path
 * @param {() => Promise<void>} work
 */
export async function withLock(path, work) {
  while (!take(path)) await new Promise((settle) => setTimeout(settle, 200))
  const release = () => rmSync(path, { force: true })
  process.once('exit', release)
  try {
    await work()
  } finally {
    process.off('exit', release)
    release()
  }
}

/** @param {string} path */
function take(path) {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  if (!isHeld(path)) rmSync(path, { force: true })
  return false
}

/** @param {string} path */
function isHeld(path) {
  try {
    const pid = Number(readFileSync(path, 'utf8'))
    if (pid > 0) return isAlive(pid)
    // Empty: its holder is about to write, or died before it could.
    return Date.now() - statSync(path).mtimeMs < 5000
  } catch {
    return false
  }
}

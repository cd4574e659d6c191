import { readdirSync, readFileSync } from 'node:fs'

/**
 * A process and all that descend from it, as far as the system tells (Linux only; elsewhere itself).
 *
 * @param {number} root
 * @returns {number[]}
 */
export function treeOf(root) {
  const children = childrenByParent()
  const tree = [root]
  for (const pid of tree) tree.push(...(children.get(pid) ?? []))
  return tree
}

/** @returns {Map<number, number[]>} */
function childrenByParent() {
  /** @type {Map<number, number[]>} */
  const children = new Map()
  for (const name of readProc()) {
    const parent = parentOf(name)
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), Number(name)])
  }
  return children
}

function readProc() {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  } catch {
    return []
  }
}

/** @param {string} pid */
function parentOf(pid) {
  try {
    // "pid (name) state parent …"; the name may hold spaces and brackets.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return undefined
  }
}

/**
 * Whether a process runs; one that has ended and was not collected does not.
 *
 * @param {number} pid
 */
export function isAlive(pid) {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return true
  }
}

/**
 * Sends a signal, if the process is still there.
 *
 * @param {number} pid Negative: to the process group.
 * @param {NodeJS.Signals} signal
 */
export function send(pid, signal) {
  try {
    process.kill(pid, signal)
  } catch {
    // Gone already.
  }
}

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CHECKOUT } from '../checkout.mjs'
import { Refusal } from '../progress.mjs'

/**
 * The exact version of a package in the workspace's catalog. Read by pattern, because nothing that reads YAML is
 * installed yet.
 *
 * @param {string} name
 */
export function catalogVersion(name) {
  const text = readFileSync(join(CHECKOUT, 'pnpm-workspace.yaml'), 'utf8')
  const version = new RegExp(`^ {2}${name}: (\\d+\\.\\d+\\.\\d+)$`, 'm').exec(text)?.[1]
  if (version === undefined)
    throw new Refusal(`The catalog in pnpm-workspace.yaml has no version of ${name}.`)
  return version
}

import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { cliBinary, cliEnvironment } from '../../simulator/likeness/cli.ts'
import { HANDLED_EVENTS } from '../../src/stripe/event-types.ts'

const SIMULATOR = join(import.meta.dirname, '../../simulator')

/** What the official CLI can trigger, as it says itself. */
async function triggerable(): Promise<string[]> {
  const home = mkdtempSync(join(tmpdir(), 'stripe-cli-'))
  try {
    const { stdout } = await promisify(execFile)(cliBinary(), ['trigger', '--help'], {
      env: cliEnvironment(home),
    })
    return stdout.split('\n').map((line) => line.trim())
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

const has = (text: string, event: string): boolean => text.includes(`'${event}'`)

test('every event that we handle is triggered by the official CLI, or played by hand where it has no fixture', async () => {
  const fixtures = await triggerable()
  const played = readFileSync(join(SIMULATOR, 'life-of-a-payment.test.ts'), 'utf8')
  const triggers = readFileSync(join(SIMULATOR, 'likeness/triggers.test.ts'), 'utf8')
  const [, handled = '', withoutFixture = ''] =
    /HANDLED = \[(.*?)\].*WITHOUT_FIXTURE = \[(.*?)\]/s.exec(triggers) ?? []
  const byCli = HANDLED_EVENTS.filter((event) => fixtures.includes(event))
  const byHand = HANDLED_EVENTS.filter((event) => !fixtures.includes(event))
  expect(byCli.length).toBeGreaterThanOrEqual(13)
  expect(byCli.filter((event) => !has(handled, event))).toEqual([])
  expect(byHand.filter((event) => !has(withoutFixture, event) || !has(played, event))).toEqual([])
})

/** Lists the events of Stripe that need a person, and puts them back to be handled again. Run it with --help. */
import type pg from 'pg'
import { runCommand, UsageError } from '../command.ts'
import { migrate } from '../database/migrate.ts'
import { isLive } from './client.ts'
import { listDeadLetters, replayAllDead, replayDeadLetter } from './dead-letters.ts'
import { tellServers } from './inbox-signal.ts'

const usage = `Usage: npm run dead-letters -- <command>

  list
      Lists the events that failed too often (dead), or that are of the other mode or about no top-up of ours
      (set_aside), with the reason.
  replay EVENT_ID
      Puts one of them back; a running server handles it within a second.
  replay --all
      Puts every dead one back: for when the reason is gone.

The database is the one in DATABASE_URL, or the embedded one in CREDITKIT_DATA_DIR. Whether events are of live or
test mode follows from STRIPE_SECRET_KEY; without it, test mode.
`

const print = (line: string) => void process.stdout.write(`${line}\n`)

async function run(pool: pg.Pool, [command, id]: readonly string[]): Promise<void> {
  const livemode = isLive(process.env['STRIPE_SECRET_KEY'] ?? '')
  if (command === 'list') {
    for (const letter of await listDeadLetters(pool)) {
      const { eventId, type, status, attempts, receivedAt, note } = letter
      print(`${eventId}  ${status}  ${type}  received ${receivedAt}  attempts ${attempts}  ${note ?? ''}`)
    }
    return
  }
  if (command !== 'replay' || id === undefined) throw new UsageError(usage)
  if (id === '--all') {
    const count = await replayAllDead(pool, livemode)
    await tellServers(pool)
    print(`${count} put back.`)
    return
  }
  if (!(await replayDeadLetter(pool, id, livemode))) {
    throw new UsageError('There is no such dead letter. See them with: list.')
  }
  await tellServers(pool)
  print('Put back.')
}

await runCommand({
  name: 'dead-letters',
  usage,
  failed: 1,
  work: async (pool, values) => {
    await migrate(pool)
    await run(pool, values)
  },
})

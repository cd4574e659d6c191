import type { StreamEvent } from '@creditkit/sdk'
import { toAmount, toUnits } from './amounts.ts'
import { minute, type World } from './world.ts'

/** What happens on a scenario's live stream by itself. */
export interface Script {
  /** Sent once, after `hello`. */
  alerts?: ('low' | 'expiring' | 'negative' | 'held_up')[]
  /** Something is used this often, in ms. */
  consumeEvery?: number
}

/** Tells every open stream of the scenario, with the balance that follows. */
export function publish(world: World, event: StreamEvent): void {
  for (const listener of world.listeners) {
    listener(event)
    listener(balanceChanged(world, event.at))
  }
}

/** The live stream as server-sent events: `hello`, what the script says, and whatever is published. */
export function streamOf(world: World, script: Script, now: () => number): Response {
  const encoder = new TextEncoder()
  let stop: (() => void) | undefined
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      let cursor = world.ledger.entries.length
      const send = (type: string, data: unknown): void =>
        controller.enqueue(
          encoder.encode(`id: ${cursor++}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`),
        )
      const listener = (event: StreamEvent): void => send(event.type, event)
      send('hello', { cursor: String(cursor) })
      for (const alert of script.alerts ?? []) {
        const at = new Date(now()).toISOString()
        const currency = world.recipe.currency.id
        listener({ type: 'alert.raised', alert, currency, resource: null, at })
      }
      world.listeners.add(listener)
      const timers = [setInterval(() => controller.enqueue(encoder.encode(': still here\n\n')), minute / 4)]
      if (script.consumeEvery) timers.push(setInterval(() => consume(world, now()), script.consumeEvery))
      stop = () => {
        world.listeners.delete(listener)
        timers.forEach(clearInterval)
      }
    },
    cancel: () => stop?.(),
  })
  return new Response(body, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' } })
}

function consume(world: World, at: number): void {
  const feature = world.recipe.features[world.ledger.entries.length % world.recipe.features.length]
  if (!feature) return
  world.ledger.consume(feature, BigInt(1 + (world.ledger.entries.length % 7)), { model: 'small' }, at)
  for (const listener of world.listeners) listener(balanceChanged(world, new Date(at).toISOString()))
}

function balanceChanged({ recipe, ledger }: World, at: string): StreamEvent {
  const { id, scale } = recipe.currency
  return {
    type: 'balance.changed',
    currency: id,
    resource: null,
    seq: String(ledger.entries.length),
    balance: toAmount(ledger.balance, scale),
    held: recipe.held,
    available: toAmount(ledger.balance - toUnits(recipe.held, scale), scale),
    at,
  }
}

import { createServer } from 'node:net'

const HIGHEST_PORT = 65_535

/** The first port that is free on the loopback address, from a number on, and not among those `taken`. */
export async function freePort(from: number, taken: ReadonlySet<number>): Promise<number> {
  for (let port = from; port <= HIGHEST_PORT; port += 1) {
    // oxlint-disable-next-line no-await-in-loop -- the next one only where this one is taken
    if (!taken.has(port) && (await isFree(port))) return port
  }
  throw new Error(`No port from ${from} on is free.`)
}

async function isFree(port: number): Promise<boolean> {
  return await new Promise((settle) => {
    const probe = createServer()
    probe.once('error', () => settle(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => settle(true)))
  })
}

/** A place in the order of the outbox: transaction, then id. */
export interface Position {
  readonly xact: bigint
  readonly id: bigint
}

export function comparePositions(one: Position, other: Position): number {
  if (one.xact !== other.xact) return one.xact < other.xact ? -1 : 1
  if (one.id !== other.id) return one.id < other.id ? -1 : 1
  return 0
}

/** The cursor that a client gets for a position. Opaque to it. */
export function encodePosition(position: Position): string {
  return `${position.xact.toString(36)}-${position.id.toString(36)}`
}

const largest = 2n ** 63n - 1n

/** The position of a cursor, or of an event's id, or undefined where it is none of ours. */
export function decodePosition(cursor: string): Position | undefined {
  const match = /^([0-9a-z]{1,13})-([0-9a-z]{1,13})(?:\.\d)?$/.exec(cursor)
  if (!match) return undefined
  const [xact, id] = [parseBase36(match[1] ?? ''), parseBase36(match[2] ?? '')]
  return xact > largest || id > largest ? undefined : { xact, id }
}

function parseBase36(text: string): bigint {
  let value = 0n
  for (const digit of text) value = value * 36n + BigInt(Number.parseInt(digit, 36))
  return value
}

/** Stands in for a language model: picks what an e-mail is about, and what it asks for. */
export interface Summary {
  readonly points: readonly string[]
  readonly asks: readonly string[]
}

const ASKS = /\b(please|could you|can you|confirm|reply|let us know|sign)\b/i
const WEIGHTY = /\d|€|\$|%|\b(will|must|new|change|delay|ready|important|instead|from|until)\b/gi
const GREETING = /^(hello|hi|dear|good (morning|afternoon)|thanks|thank you|kind regards|best|cheers)\b/i
const MOST_POINTS = 3

export function summarise(text: string): Summary {
  const sentences = text
    .split(/(?<=[.!?])\s+|\n+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.length > 12 && !GREETING.test(sentence))
  const asks = sentences.filter((sentence) => ASKS.test(sentence))
  const weights = new Map(sentences.map((sentence) => [sentence, (sentence.match(WEIGHTY) ?? []).length]))
  const best = sentences
    .filter((sentence) => !asks.includes(sentence))
    .toSorted((one, other) => (weights.get(other) ?? 0) - (weights.get(one) ?? 0))
    .slice(0, MOST_POINTS)
  // In the order in which they were written.
  return { points: sentences.filter((sentence) => best.includes(sentence)), asks: asks.slice(0, 2) }
}

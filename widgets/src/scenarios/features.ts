/** Something metered in a scenario. */
export interface Feature {
  id: string
  name: string
  /** What one of it is called in the rate's description. */
  unit: string
  /** Smallest units of the currency for one. */
  rate: bigint
  rateVersion: number
  /** How often it is used on a working day, and how many at a time at most. */
  timesPerDay: number
  atMost: number
  models: string[]
}

export const usualFeatures: Feature[] = [
  feature('chat', 'Chat', 'message', 1n, 6, 180, ['small', 'large']),
  feature('email_summaries', 'Email summaries', 'summary', 3n, 5, 55, ['small']),
  feature('image_generation', 'Image generation', 'image', 20n, 2, 7, ['pixel', 'pixel-pro']),
]

const manyNames = [
  'Chat, Email summaries, Image generation, Transcription, Translation, Code review, Search, Meeting notes',
  'Document parsing, Web research, Voice replies, Spreadsheet formulas, Contract analysis, Data enrichment',
  'Lead scoring, Sentiment, Invoice reading, Video captions, Speech to text, Slide drafts, Product descriptions',
  'Support replies, Knowledge base answers, Moderation, Receipt scanning, Address checks, Forecasts, Embeddings',
  'A feature with a name so long that it hardly fits anywhere, Fine-tuning',
]
  .join(', ')
  .split(', ')

/** Thirty features, each used less than the one before. */
export const manyFeatures: Feature[] = manyNames.map((name, index) =>
  feature(
    name.toLowerCase().replaceAll(/[^a-z]+/g, '_'),
    name,
    'run',
    BigInt(1 + (index % 7)),
    0.9,
    Math.ceil(240 / (1 + index / 2)),
    ['small', 'large'],
  ),
)

function feature(
  id: string,
  name: string,
  unit: string,
  rate: bigint,
  timesPerDay: number,
  atMost: number,
  models: string[],
): Feature {
  return { id, name, unit, rate, rateVersion: 2, timesPerDay, atMost, models }
}

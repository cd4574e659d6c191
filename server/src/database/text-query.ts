import type { Connection, QueryConfig, Submittable } from 'pg'
import type { Queryable } from './pool.ts'

/** A prepared statement whose rows are one text each. */
export interface TextQuery {
  /** Of the statement, which each connection reads and plans once. */
  readonly name: string
  readonly text: string
  /** As Postgres reads them. */
  readonly values: readonly (string | null)[]
}

/**
 * The rows' texts, without what the driver's own queries do besides: to ask for a description of the columns, and to
 * copy, make and read much that a statement of one text has no use for. That took an eighth of the time that a lone
 * consumption needs in this process.
 */
export async function queryTexts(queryable: Queryable, query: TextQuery): Promise<(string | null)[]> {
  return await new Promise((resolve, reject) => {
    // The driver's types have no callback for a query that submits itself, the driver has.
    const call = new TextCall(query) as unknown as QueryConfig
    queryable.query(call, (error: Error | null | undefined, texts: unknown) => {
      if (error) reject(error)
      else resolve(texts as (string | null)[])
    })
  })
}

type Callback = (error: Error | null | undefined, texts?: (string | null)[]) => void

/** The messages of a connection that its types leave out or ask too much of. */
interface Messages {
  readonly stream: Connection['stream']
  readonly parsedStatements: Readonly<Record<string, string | undefined>>
  parse(query: { readonly name: string; readonly text: string }): void
  bind(config: { readonly statement: string; readonly values: readonly (string | null)[] }): void
  execute(): void
  sync(): void
}

/**
 * As the driver's own cursor does, this writes its messages itself and is told what comes back.
 *
 * @see https://github.com/brianc/node-postgres/blob/master/packages/pg-cursor/index.js
 */
class TextCall implements Submittable {
  readonly name: string
  readonly text: string
  /** Set by the driver. */
  callback: Callback | undefined
  readonly #values: readonly (string | null)[]
  readonly #texts: (string | null)[] = []

  constructor({ name, text, values }: TextQuery) {
    this.name = name
    this.text = text
    this.#values = values
  }

  submit(connection: Connection): void {
    const { name, text } = this
    const messages = connection as unknown as Messages
    messages.stream.cork()
    try {
      if (messages.parsedStatements[name] === undefined) messages.parse({ name, text })
      messages.bind({ statement: name, values: this.#values })
      messages.execute()
    } catch (error) {
      // A value that cannot be written, which is no text: Postgres answers to the end of nothing, and goes on.
      this.handleError(error as Error)
    } finally {
      messages.sync()
      messages.stream.uncork()
    }
  }

  handleDataRow({ fields: [text = null] }: { readonly fields: readonly (string | null)[] }): void {
    this.#texts.push(text)
  }

  handleCommandComplete(): void {}

  handleReadyForQuery(): void {
    this.callback?.(null, this.#texts)
  }

  handleError(error: Error): void {
    const { callback } = this
    this.callback = undefined
    callback?.(error)
  }
}

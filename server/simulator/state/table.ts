/** Rows by id in the order in which they came. */
export class Table<Row extends { id: string }> {
  readonly #rows = new Map<string, Row>()

  constructor(rows: readonly Row[] = []) {
    for (const row of rows) this.#rows.set(row.id, row)
  }

  insert(row: Row): Row {
    this.#rows.set(row.id, row)
    return row
  }

  get(id: string): Row | undefined {
    return this.#rows.get(id)
  }

  remove(id: string): void {
    this.#rows.delete(id)
  }

  all(): Row[] {
    return [...this.#rows.values()]
  }

  /** As Stripe lists things. */
  newestFirst(): Row[] {
    return this.all().toReversed()
  }

  toJSON(): Row[] {
    return this.all()
  }
}

import { createReadStream } from 'node:fs'

export interface SourceLine {
  readonly text: string
  /** The line's number in the source, from 1. */
  readonly number: number
  /** Bytes of the source up to the end of this line. */
  readonly end: number
}

const NEWLINE = 0x0a

/** The lines of a file from a byte on, without holding the file in memory. A last line may lack its end. */
export async function* readLines(path: string, position: number, lines: number): AsyncGenerator<SourceLine> {
  let rest: Buffer = Buffer.alloc(0)
  let end = position
  let number = lines
  for await (const chunk of createReadStream(path, { start: position })) {
    const buffer = Buffer.concat([rest, chunk as Buffer])
    let start = 0
    for (let at = buffer.indexOf(NEWLINE); at >= 0; at = buffer.indexOf(NEWLINE, start)) {
      number += 1
      end += at + 1 - start
      yield { text: textOf(buffer.subarray(start, at), number), number, end }
      start = at + 1
    }
    rest = buffer.subarray(start)
  }
  number += 1
  if (rest.length > 0) yield { text: textOf(rest, number), number, end: end + rest.length }
}

/** A file, not each of its lines, may begin with a mark of its byte order. */
function textOf(line: Buffer, number: number): string {
  const text = line.toString().replace(/\r$/, '')
  return number === 1 ? text.replace(/^\uFEFF/, '') : text
}

/** The fields of a line of CSV (RFC 4180). A field cannot hold a line end. */
export function parseCsvLine(line: string): string[] {
  const fields: string[] = []
  const pattern = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y
  for (;;) {
    const match = pattern.exec(line)
    if (match === null) throw new Error('The quotes of this line do not match.')
    fields.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '')
    if (match[3] === '') return fields
  }
}

/** A field of CSV, quoted where it has to be. */
export function csvField(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}

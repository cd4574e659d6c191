/** Files made in the browser. */

/** Rows as comma-separated values, by RFC 4180. Text that a spreadsheet would run as a formula is disarmed. */
export function toCsv(rows: string[][]): Blob {
  const text = rows.map((row) => row.map(cell).join(',')).join('\r\n')
  // The mark at the beginning tells spreadsheets that it is UTF-8.
  return new Blob([`\uFEFF${text}\r\n`], { type: 'text/csv;charset=utf-8' })
}

/** Offers a file for download. */
export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content)
  const link = Object.assign(document.createElement('a'), { href: url, download: name })
  link.click()
  // The browser has taken hold of it once this task is over.
  setTimeout(() => URL.revokeObjectURL(url))
}

function cell(text: string): string {
  const safe = /^[=+@\t\r]|^-(?![\d.]+$)/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Characters that the page's font does not have are shown as a question mark. */
const plain = (text: string): string =>
  text.replaceAll(/[^\u{20}-\u{7E}]/gu, '?').replaceAll(/[\\()]/g, String.raw`\$&`)

/** A PDF of one page with these lines of text: enough for something to open behind a link. */
export const textPdf = (lines: readonly string[]): Buffer => {
  const shown = lines.map((line) => `(${plain(line)}) Tj T*`).join('\n')
  const content = `BT /F1 12 Tf 18 TL 60 780 Td\n${shown}\nET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let file = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = file.length
    file += `${index + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const start = file.length
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`
  return Buffer.from(file, 'latin1')
}

/** Where a person asked with `--help`, says how a bench is called, and ends before it measures anything. */
export function offerHelp(usage: string): void {
  if (!process.argv.includes('--help')) return
  process.stdout.write(`Usage: ${usage}\n\n  The figures and how to read them: BENCHMARKS.md\n`)
  process.exit()
}

/** English, `<credit-statement>`. */

export const enStatement = {
  title: 'Statement',
  when: 'When',
  what: 'What',
  amount: 'Amount',
  balance: 'Balance',
  kind: 'Kind',
  allKinds: 'All movements',
  feature: 'Feature',
  allFeatures: 'All features',
  download: 'Download CSV',
  print: 'Print',
  empty: 'Nothing has moved yet. Every credit in or out is listed here.',
  noMatch: 'No movements match.',
  showAll: 'Show all',
}

/** Runs inside the page with a strict policy: every element over a scenario. */
import '../all.ts'
import { CreditElement } from '../index.ts'
import { scenarioFetch, scenarioSession } from '../scenarios/index.ts'

globalThis.fetch = scenarioFetch()
for (const element of document.querySelectorAll('*')) {
  if (element instanceof CreditElement) element.fetchSession = scenarioSession
}

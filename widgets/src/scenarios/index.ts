/**
 * Customers that do not exist, for stories and tests: one table of scenarios behind the real wire format.
 *
 * The scenario stands in the base URL (`https://credits.test/low`), so several can be on one page. Nothing
 * here knows a test framework: give requests to `answer`, or put `scenarioFetch()` in place of `fetch`.
 */
export { answer, resetScenarios, type AnswerOptions } from './answer.ts'
export { scenarioFetch, scenarioSession } from './fetch.ts'
export { scenarios, type Scenario, type ScenarioName } from './table.ts'

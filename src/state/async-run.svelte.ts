/** Keeps the comparison up to date with the scenario; the last answer stays on the page while the next is worked out. */
import { settle } from '../scenario/consistency.ts'
import type { Scenario } from '../scenario/schema.ts'
import type { AppState } from './app-state.svelte.ts'
import { latestRun } from './latest-run.ts'

/** Milliseconds after which the page says that its figures belong to earlier values. */
const PATIENCE = 150

/** To be called while a component starts. */
export const keepComparing = (app: AppState): void => {
  const ask = (scenario: Scenario) =>
    app.engine === null ? Promise.reject(new Error('The engine has not started.')) : app.engine.compare(scenario)
  const runs = latestRun(
    ask,
    {
      done: (scenario, comparison, more) => {
        app.result = { scenario, comparison }
        setTimeout(() => (app.figures = app.comparison))
        app.failure = null
        if (!more) app.held = false
        void app.refreshExplanation()
      },
      failed: (_scenario, error) => {
        app.failure = error instanceof Error ? error.message : String(error)
        app.held = true
      },
      slow: () => {
        app.held = true
      },
    },
    PATIENCE,
  )
  let asked: Scenario | null = null
  $effect(() => {
    if (app.engine === null || app.scenario === asked) return
    asked = app.scenario
    runs.request(settle(app.scenario).scenario)
  })
}

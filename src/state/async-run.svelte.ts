/** Keeps comparison, prices of rules, odds and sensitivity up to date with the scenario; the last answers stay on the page while the next are worked out. */
import { untrack } from 'svelte'
import type { Odds } from '../engine/odds/odds-result.ts'
import { settle } from '../scenario/consistency.ts'
import type { Scenario } from '../scenario/schema.ts'
import type { AppState } from './app-state.svelte.ts'
import { latestRun } from './latest-run.ts'
import { quietRun, type QuietRun, type QuietStep } from './quiet-run.ts'

/** Milliseconds after which the page says that its figures belong to earlier values. */
const PATIENCE = 150
/** Milliseconds without an edit after which the draws start. */
const QUIET = 300

const isCancelled = (app: AppState): boolean => app.oddsRun.kind === 'cancelled'

const drawOdds =
  (app: AppState): QuietStep<Scenario> =>
  async (scenario, signal) => {
    const { engine } = app
    if (engine === null) return
    // a first visit has no earlier odds to keep: it sees the draws as they come
    const first = app.drawn === null || app.drawn.scenario === scenario
    const latest: { odds: Odds | null } = { odds: null }
    app.oddsRun = { kind: 'running', done: 0, draws: scenario.draws }
    try {
      const odds = await engine.odds(
        scenario,
        (soFar) => {
          if (signal.aborted) return
          latest.odds = soFar
          app.oddsRun = { kind: 'running', done: soFar.done, draws: soFar.draws }
          if (first) app.drawn = { scenario, odds: soFar }
        },
        signal,
      )
      if (signal.aborted) return
      app.drawn = { scenario, odds }
      app.oddsRun = { kind: 'done' }
    } catch (error) {
      if (!signal.aborted) app.oddsRun = { kind: 'failed', message: error instanceof Error ? error.message : String(error) }
      // who cancels gives up waiting, not the draws done by then; after an edit they answer nothing
      else if (latest.odds !== null && isCancelled(app)) app.drawn = { scenario, odds: latest.odds }
    }
  }

const varyInputs =
  (app: AppState): QuietStep<Scenario> =>
  async (scenario, signal) => {
    const { engine } = app
    if (engine === null) return
    const first = app.varied === null || app.varied.scenario === scenario
    const sensitivity = await engine.sensitivity(
      scenario,
      (soFar) => {
        if (first && !signal.aborted) app.varied = { scenario, sensitivity: soFar }
      },
      signal,
    )
    if (!signal.aborted) app.varied = { scenario, sensitivity }
  }

const priceRules =
  (app: AppState): QuietStep<Scenario> =>
  async (scenario, signal) => {
    const { engine } = app
    if (engine === null) return
    const first = app.ruled === null || app.ruled.scenario === scenario
    try {
      const rulePrices = await engine.rulePrices(
        scenario,
        (soFar) => {
          if (first && !signal.aborted) app.ruled = { scenario, rulePrices: soFar }
        },
        signal,
      )
      if (!signal.aborted) app.ruled = { scenario, rulePrices }
    } catch {
      // without prices the rules are shown all the same; those of earlier values say nothing of these
      if (!signal.aborted) app.ruled = null
    }
  }

/** The values behind an answer that came without them; nobody waits for them. */
const fetchEvidence = async (app: AppState): Promise<void> => {
  const { engine, result } = app
  if (engine === null || result === null || result.comparison.evidence.length > 0 || result.comparison.ranking.length === 0) return
  const evidence = await engine.evidence(result.scenario).catch(() => null)
  if (evidence !== null && app.result === result) app.result = { ...result, comparison: { ...result.comparison, ...evidence } }
}

/** What is worked out after a comparison, off the main thread, one after the other. */
const keepOdds = (app: AppState): Pick<QuietRun<Scenario>, 'request' | 'stop'> => {
  const runs = quietRun([priceRules(app), drawOdds(app), varyInputs(app)], QUIET, (error) => {
    app.sensitivityFailure = error instanceof Error ? error.message : String(error)
  })
  const stop = (): void => {
    runs.stop()
    app.oddsRun = { kind: 'waiting' }
    app.sensitivityFailure = null
  }
  const request = (scenario: Scenario): void => {
    stop()
    runs.request(scenario)
  }
  app.controlOdds({
    cancel: () => {
      if (app.oddsRun.kind !== 'running') return
      runs.skip()
      app.oddsRun = { kind: 'cancelled' }
    },
    restart: () => {
      if (app.result !== null) request(app.result.scenario)
    },
  })
  return { request, stop }
}

/** To be called while a component starts. */
export const keepComparing = (app: AppState): void => {
  const ask = (scenario: Scenario) =>
    app.engine === null ? Promise.reject(new Error('The engine has not started.')) : app.engine.compare(scenario)
  const odds = keepOdds(app)
  const runs = latestRun(
    ask,
    {
      done: (scenario, comparison, more) => {
        app.result = { scenario, comparison }
        setTimeout(() => (app.figures = app.comparison))
        app.failure = null
        if (!more) {
          app.held = false
          odds.request(scenario)
          void fetchEvidence(app)
        }
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
    // the draws of the values before are of no use any more
    untrack(odds.stop)
    runs.request(settle(app.scenario).scenario)
  })
  $effect(() => odds.stop)
}

/** Starts the engine: in a worker where the browser allows one, else in the page, where the same code answers. */
import type { Catalogue } from '../catalogue/schema.ts'
import type { Explained } from '../engine/explain.ts'
import type { Odds, Sensitivity } from '../engine/odds/odds-result.ts'
import type { Comparison } from '../engine/result.ts'
import type { RulePrices } from '../engine/rules/rule-result.ts'
import { basisTable, type BasisTable } from '../scenario/field-basis.ts'
import type { OddsInput } from '../scenario/uncertain-input.ts'
import type { Scenario } from '../scenario/schema.ts'
import type { VariedInput } from '../scenario/uncertain-input.ts'
import { unpacked } from './posted-comparison.ts'
import type { Engine, EngineRequest, EngineResponse, Evidence, FigureTarget } from './protocol.ts'
import { spawnWorker } from './spawn-worker.ts'

type Ask =
  | { readonly kind: 'compare' | 'evidence'; readonly scenario: Scenario; readonly basis: BasisTable }
  | { readonly kind: 'explain'; readonly scenario: Scenario; readonly basis: BasisTable; readonly target: FigureTarget }

/** A question whose answer comes in parts; the last part is whole. */
type LongAsk =
  | { readonly kind: 'odds'; readonly scenario: Scenario; readonly inputs: readonly OddsInput[] }
  | { readonly kind: 'sensitivity'; readonly scenario: Scenario; readonly inputs: readonly VariedInput[] }
  | { readonly kind: 'rule-prices'; readonly scenario: Scenario }

interface Waiter {
  readonly resolve: (response: EngineResponse) => void
  readonly reject: (error: unknown) => void
  /** takes a part of a long answer; whether it was the last */
  readonly part: ((response: EngineResponse) => boolean) | null
}

const isWhole = (odds: Odds): boolean => odds.done === odds.draws
const isAll = ({ done, of }: Sensitivity | RulePrices): boolean => done === of

const inWorker = (worker: Worker, catalogueJson: string, catalogue: Catalogue): Promise<Engine> =>
  new Promise((resolve, reject) => {
    const waiting = new Map<number, Waiter>()
    let last = 0
    const send = (request: EngineRequest): Promise<EngineResponse> =>
      new Promise((done, fail) => {
        waiting.set(request.id, { resolve: done, reject: fail, part: null })
        worker.postMessage(request)
      })
    const askLong = (question: LongAsk, part: (response: EngineResponse) => boolean, signal?: AbortSignal): Promise<EngineResponse> =>
      new Promise((done, fail) => {
        const id = ++last
        signal?.throwIfAborted()
        signal?.addEventListener('abort', () => {
          if (!waiting.delete(id)) return
          worker.postMessage({ id: ++last, kind: 'cancel', request: id } satisfies EngineRequest)
          fail(signal.reason)
        })
        waiting.set(id, { resolve: done, reject: fail, part })
        worker.postMessage({ id, ...question } satisfies EngineRequest)
      })
    const ask = (question: Ask): Promise<EngineResponse> => send({ id: ++last, ...question })
    worker.addEventListener('message', (event: MessageEvent<EngineResponse>) => {
      const response = event.data
      const waiter = waiting.get(response.id)
      if (response.kind !== 'failed' && waiter?.part?.(response) === false) return
      waiting.delete(response.id)
      if (response.kind === 'failed') waiter?.reject(new Error(response.message))
      else waiter?.resolve(response)
    })
    worker.addEventListener('error', (event) => {
      const error = new Error(event.message || 'The worker was refused.')
      for (const waiter of waiting.values()) waiter.reject(error)
      waiting.clear()
      reject(error)
    })
    send({ id: ++last, kind: 'catalogue', json: catalogueJson }).then(
      () =>
        resolve({
          where: 'worker',
          compare: async (scenario): Promise<Comparison> => {
            const response = await ask({ kind: 'compare', scenario, basis: basisTable(scenario, catalogue) })
            if (response.kind !== 'comparison') throw new Error('The engine answered out of turn.')
            return unpacked(response.posted)
          },
          evidence: async (scenario): Promise<Evidence> => {
            const response = await ask({ kind: 'evidence', scenario, basis: basisTable(scenario, catalogue) })
            if (response.kind !== 'evidence') throw new Error('The engine answered out of turn.')
            return response.evidence
          },
          explain: async (scenario, target): Promise<Explained | null> => {
            const response = await ask({ kind: 'explain', scenario, basis: basisTable(scenario, catalogue), target })
            if (response.kind !== 'explanation') throw new Error('The engine answered out of turn.')
            return response.explained
          },
          odds: async (scenario, onProgress, signal) => {
            const { drawnOf } = await import('./engine-inputs.ts')
            const part = (response: EngineResponse): boolean => {
              if (response.kind !== 'odds' || isWhole(response.odds)) return true
              onProgress(response.odds)
              return false
            }
            const response = await askLong({ kind: 'odds', scenario, inputs: drawnOf(scenario, catalogue) }, part, signal)
            if (response.kind !== 'odds') throw new Error('The engine answered out of turn.')
            return response.odds
          },
          sensitivity: async (scenario, onProgress, signal) => {
            const { variedOf } = await import('./engine-inputs.ts')
            const part = (response: EngineResponse): boolean => {
              if (response.kind !== 'sensitivity' || isAll(response.sensitivity)) return true
              onProgress(response.sensitivity)
              return false
            }
            const response = await askLong({ kind: 'sensitivity', scenario, inputs: variedOf(scenario, catalogue) }, part, signal)
            if (response.kind !== 'sensitivity') throw new Error('The engine answered out of turn.')
            return response.sensitivity
          },
          rulePrices: async (scenario, onProgress, signal) => {
            const part = (response: EngineResponse): boolean => {
              if (response.kind !== 'rule-prices' || isAll(response.rulePrices)) return true
              onProgress(response.rulePrices)
              return false
            }
            const response = await askLong({ kind: 'rule-prices', scenario }, part, signal)
            if (response.kind !== 'rule-prices') throw new Error('The engine answered out of turn.')
            return response.rulePrices
          },
        }),
      reject,
    )
  })

const inPage = async (catalogue: Catalogue): Promise<Engine> => {
  const [{ answersFrom }, { drawnOf, variedOf }, { inSlices }] = await Promise.all([
    import('./answer.ts'),
    import('./engine-inputs.ts'),
    import('./in-slices.ts'),
  ])
  const answers = answersFrom(catalogue)
  return {
    where: 'page',
    compare: (scenario) => Promise.resolve(answers.compare(scenario, basisTable(scenario, catalogue))),
    evidence: (scenario) => answers.evidence(scenario, basisTable(scenario, catalogue)),
    explain: (scenario, target) => answers.explain(scenario, basisTable(scenario, catalogue), target),
    odds: async (scenario, onProgress, signal) => inSlices(await answers.odds(scenario, drawnOf(scenario, catalogue)), onProgress, signal),
    sensitivity: async (scenario, onProgress, signal) =>
      inSlices(await answers.sensitivity(scenario, variedOf(scenario, catalogue)), onProgress, signal),
    rulePrices: async (scenario, onProgress, signal) => inSlices(await answers.rulePrices(scenario), onProgress, signal),
  }
}

/** The engine for a page that holds the catalogue both as text and parsed. */
export const connectEngine = async (catalogueJson: string, catalogue: Catalogue): Promise<Engine> => {
  try {
    return await inWorker(spawnWorker(), catalogueJson, catalogue)
  } catch {
    return inPage(catalogue)
  }
}

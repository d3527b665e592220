/** Starts the engine: in a worker where the browser allows one, else in the page, where the same code answers. */
import type { Catalogue } from '../catalogue/schema.ts'
import type { Explained } from '../engine/explain.ts'
import type { Comparison } from '../engine/result.ts'
import { basisTable, type BasisTable } from '../scenario/field-basis.ts'
import type { Scenario } from '../scenario/schema.ts'
import { unpacked } from './posted-comparison.ts'
import type { Engine, EngineRequest, EngineResponse, FigureTarget } from './protocol.ts'
import { spawnWorker } from './spawn-worker.ts'

type Ask =
  | { readonly kind: 'compare'; readonly scenario: Scenario; readonly basis: BasisTable }
  | { readonly kind: 'explain'; readonly scenario: Scenario; readonly basis: BasisTable; readonly target: FigureTarget }

const inWorker = (worker: Worker, catalogueJson: string, catalogue: Catalogue): Promise<Engine> =>
  new Promise((resolve, reject) => {
    const waiting = new Map<number, { resolve: (response: EngineResponse) => void; reject: (error: Error) => void }>()
    let last = 0
    const send = (request: EngineRequest): Promise<EngineResponse> =>
      new Promise((done, fail) => {
        waiting.set(request.id, { resolve: done, reject: fail })
        worker.postMessage(request)
      })
    const ask = (question: Ask): Promise<EngineResponse> => send({ id: ++last, ...question })
    worker.addEventListener('message', (event: MessageEvent<EngineResponse>) => {
      const response = event.data
      const waiter = waiting.get(response.id)
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
          explain: async (scenario, target): Promise<Explained | null> => {
            const response = await ask({ kind: 'explain', scenario, basis: basisTable(scenario, catalogue), target })
            if (response.kind !== 'explanation') throw new Error('The engine answered out of turn.')
            return response.explained
          },
        }),
      reject,
    )
  })

const inPage = async (catalogue: Catalogue): Promise<Engine> => {
  const { answersFrom } = await import('./answer.ts')
  const answers = answersFrom(catalogue)
  return {
    where: 'page',
    compare: (scenario) => Promise.resolve(answers.compare(scenario, basisTable(scenario, catalogue))),
    explain: (scenario, target) => Promise.resolve(answers.explain(scenario, basisTable(scenario, catalogue), target)),
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

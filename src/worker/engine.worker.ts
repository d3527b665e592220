/** The engine off the main thread: message in, engine call, message out. */
import type { Catalogue } from '../catalogue/schema.ts'
import type { Steps } from '../engine/odds/steps.ts'
import { answersFrom, type Answers } from './answer.ts'
import { inSlices } from './in-slices.ts'
import { buffersOf, packed } from './posted-comparison.ts'
import type { EngineRequest, EngineResponse } from './protocol.ts'

let answers: Answers | null = null

/** What stops a long calculation, by the id of its request. */
const underWay = new Map<number, AbortController>()

const post = (response: EngineResponse): void => self.postMessage(response)

const failed = (id: number, error: unknown): EngineResponse => ({
  id,
  kind: 'failed',
  message: error instanceof Error ? error.message : String(error),
})

/** Answers in parts while other requests are answered in between; a cancelled one falls silent. */
const runLong = async <T>(id: number, steps: Promise<Steps<T>>, responseOf: (soFar: T) => EngineResponse): Promise<void> => {
  const controller = new AbortController()
  underWay.set(id, controller)
  try {
    post(responseOf(await inSlices(await steps, (soFar) => post(responseOf(soFar)), controller.signal)))
  } catch (error) {
    if (!controller.signal.aborted) post(failed(id, error))
  } finally {
    underWay.delete(id)
  }
}

/** Null: the answer comes later, in parts, or never. */
const answer = (request: EngineRequest): EngineResponse | null => {
  if (request.kind === 'cancel') {
    underWay.get(request.request)?.abort()
    return null
  }
  if (request.kind === 'catalogue') {
    // The page posts the bundled catalogue it was built with; it was validated at build time.
    answers = answersFrom(JSON.parse(request.json) as Catalogue)
    return { id: request.id, kind: 'ready' }
  }
  if (answers === null) return { id: request.id, kind: 'failed', message: 'The engine was asked before it had the catalogue.' }
  const { id } = request
  if (request.kind === 'odds') {
    void runLong(id, answers.odds(request.scenario, request.inputs), (odds) => ({ id, kind: 'odds', odds }))
    return null
  }
  if (request.kind === 'sensitivity') {
    void runLong(id, answers.sensitivity(request.scenario, request.inputs), (sensitivity) => ({ id, kind: 'sensitivity', sensitivity }))
    return null
  }
  if (request.kind === 'rule-prices') {
    void runLong(id, answers.rulePrices(request.scenario), (rulePrices) => ({ id, kind: 'rule-prices', rulePrices }))
    return null
  }
  if (request.kind === 'evidence') {
    answers.evidence(request.scenario, request.basis).then(
      (evidence) => post({ id, kind: 'evidence', evidence }),
      (error: unknown) => post(failed(id, error)),
    )
    return null
  }
  if (request.kind === 'explain') {
    const explained = answers.explain(request.scenario, request.basis, request.target)
    explained.then(
      (found) => post({ id, kind: 'explanation', explained: found }),
      (error: unknown) => post(failed(id, error)),
    )
    return null
  }
  const started = performance.now()
  const comparison = answers.compare(request.scenario, request.basis)
  return { id: request.id, kind: 'comparison', posted: packed(comparison), milliseconds: performance.now() - started }
}

self.addEventListener('message', (event: MessageEvent<EngineRequest>) => {
  let response: EngineResponse | null
  try {
    response = answer(event.data)
  } catch (error) {
    response = failed(event.data.id, error)
  }
  if (response !== null) self.postMessage(response, { transfer: response.kind === 'comparison' ? buffersOf(response.posted) : [] })
})

/** The engine off the main thread: message in, engine call, message out. */
import type { Catalogue } from '../catalogue/schema.ts'
import { answersFrom, type Answers } from './answer.ts'
import { packed } from './posted-comparison.ts'
import type { EngineRequest, EngineResponse } from './protocol.ts'

let answers: Answers | null = null

const answer = (request: EngineRequest): EngineResponse => {
  if (request.kind === 'catalogue') {
    // The page posts the bundled catalogue it was built with; it was validated at build time.
    answers = answersFrom(JSON.parse(request.json) as Catalogue)
    return { id: request.id, kind: 'ready' }
  }
  if (answers === null) return { id: request.id, kind: 'failed', message: 'The engine was asked before it had the catalogue.' }
  if (request.kind === 'explain')
    return { id: request.id, kind: 'explanation', explained: answers.explain(request.scenario, request.basis, request.target) }
  const started = performance.now()
  const comparison = answers.compare(request.scenario, request.basis)
  return { id: request.id, kind: 'comparison', posted: packed(comparison), milliseconds: performance.now() - started }
}

self.addEventListener('message', (event: MessageEvent<EngineRequest>) => {
  let response: EngineResponse
  try {
    response = answer(event.data)
  } catch (error) {
    response = { id: event.data.id, kind: 'failed', message: error instanceof Error ? error.message : String(error) }
  }
  self.postMessage(response, { transfer: response.kind === 'comparison' ? [response.posted.series.buffer] : [] })
})

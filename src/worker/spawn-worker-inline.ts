/** Starts the engine's worker from text in the page: a page opened from disk may load no second file. */
import EngineWorker from './engine.worker.ts?worker&inline'

export const spawnWorker = (): Worker => new EngineWorker({ name: 'engine' })

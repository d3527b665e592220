/** Starts the engine's worker from its own file. The one-file edition of the page uses `spawn-worker-inline.ts` in its place. */
export const spawnWorker = (): Worker => new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module', name: 'engine' })

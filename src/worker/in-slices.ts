/** How does a long calculation leave its thread free? It runs in slices, and whatever else was asked is answered in between. */
import type { Steps } from '../engine/odds/steps.ts'

/** A frame of a page has 16 ms; a task of 50 ms is felt. */
const SLICE_MS = 24
/** Between two reports: often enough to look alive. */
const REPORT_MS = 100

const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))

/** @throws the signal's reason once it is aborted */
export const inSlices = async <T>(steps: Steps<T>, onProgress: (soFar: T) => void, signal?: AbortSignal): Promise<T> => {
  let reported = performance.now()
  let latest: T | null = null
  for (;;) {
    await nextTask()
    signal?.throwIfAborted()
    const started = performance.now()
    do {
      const { done, value } = steps.next()
      if (done === true) return value
      latest = value ?? latest
    } while (performance.now() - started < SLICE_MS)
    if (latest === null || performance.now() - reported < REPORT_MS) continue
    onProgress(latest)
    latest = null
    reported = performance.now()
  }
}

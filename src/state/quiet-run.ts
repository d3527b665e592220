/**
 * When is slow work behind an answer done? After a moment of quiet, one step after the other; new values end what runs, so
 * that nobody waits for an answer to a question no longer asked.
 */
export type QuietStep<I> = (input: I, signal: AbortSignal) => Promise<void>

export interface QuietRun<I> {
  /** ends what runs, and starts over with `input` after the quiet */
  readonly request: (input: I) => void
  /** ends the step that runs and goes on with the next */
  readonly skip: () => void
  /** ends everything */
  readonly stop: () => void
}

/** `quiet` in milliseconds; `failed` hears of a step that broke, not of one that was ended. */
export const quietRun = <I>(steps: readonly QuietStep<I>[], quiet: number, failed: (error: unknown) => void): QuietRun<I> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  let turn = 0
  let step: AbortController | null = null

  const run = async (input: I, mine: number): Promise<void> => {
    for (const work of steps) {
      if (mine !== turn) return
      const controller = new AbortController()
      step = controller
      try {
        await work(input, controller.signal)
      } catch (error) {
        if (!controller.signal.aborted) failed(error)
      }
    }
  }
  const stop = (): void => {
    turn += 1
    clearTimeout(timer)
    step?.abort()
    step = null
  }
  return {
    request: (input) => {
      stop()
      const mine = turn
      timer = setTimeout(() => void run(input, mine), quiet)
    },
    skip: () => step?.abort(),
    stop,
  }
}

/**
 * When is the next run of a slow question started? One run at a time; while it runs only the latest input waits, so a
 * buyer who drags a slider is never behind by more than one run.
 */
export interface RunReport<I, O> {
  /** a result came, for `input`; `more` says that a later input is being worked out */
  readonly done: (input: I, output: O, more: boolean) => void
  readonly failed: (input: I, error: unknown) => void
  /** the wait since the first unanswered input has passed `patience` */
  readonly slow: () => void
}

export interface LatestRun<I> {
  readonly request: (input: I) => void
}

/** `patience` in milliseconds. */
export const latestRun = <I, O>(ask: (input: I) => Promise<O>, report: RunReport<I, O>, patience: number): LatestRun<I> => {
  let running = false
  let waiting: { readonly input: I } | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  const settle = () => {
    clearTimeout(timer)
    timer = undefined
  }

  const start = async (input: I): Promise<void> => {
    running = true
    try {
      const output = await ask(input)
      const more = waiting !== null
      if (!more) settle()
      report.done(input, output, more)
    } catch (error) {
      if (waiting === null) settle()
      report.failed(input, error)
    }
    running = false
    next()
  }

  const next = () => {
    if (running || waiting === null) return
    const { input } = waiting
    waiting = null
    void start(input)
  }

  return {
    request: (input) => {
      timer ??= setTimeout(report.slow, patience)
      waiting = { input }
      next()
    },
  }
}

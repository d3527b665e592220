/** Which tasks ran on a page's main thread? Read from a trace of Chromium (its trace event format). */

interface TraceEvent {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  /** microseconds, the processor's own time last */
  readonly ts: number
  readonly dur?: number
  readonly tdur?: number
  readonly args?: { readonly name?: string }
}

/** Milliseconds by the clock and of the processor. */
export interface Task {
  readonly wall: number
  readonly cpu: number
}

const MICRO = 1000

export const mainThreadTasks = (trace: Buffer): readonly Task[] => {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: readonly TraceEvent[] }
  const mains = traceEvents.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
  const busy = mains.map(({ pid, tid }) =>
    traceEvents.filter((event) => event.pid === pid && event.tid === tid && event.ph === 'X' && event.name === 'RunTask'),
  )
  // other renderers of the browser idle
  const [tasks = []] = busy.toSorted((a, b) => b.length - a.length)
  return tasks.map(({ dur = 0, tdur = 0 }) => ({ wall: dur / MICRO, cpu: tdur / MICRO }))
}

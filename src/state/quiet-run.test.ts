import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { quietRun } from './quiet-run.ts'

const QUIET = 300

/** A step that waits until it is told to end, or is ended. */
const step = (name: string, log: string[]) => {
  const ends: (() => void)[] = []
  const work = (input: string, signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      log.push(`${name} ${input}`)
      ends.push(resolve)
      signal.addEventListener('abort', () => {
        log.push(`${name} ended`)
        reject(new Error('aborted'))
      })
    })
  return { work, end: () => ends.at(-1)?.() }
}

describe('work after a moment of quiet', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  const started = () => {
    const log: string[] = []
    const [first, second] = [step('odds', log), step('bars', log)]
    const failed = vi.fn<(error: unknown) => void>()
    return { log, first, second, failed, run: quietRun([first.work, second.work], QUIET, failed) }
  }

  it('starts once the buyer has stopped, with the last values', async () => {
    const { log, run } = started()
    run.request('a')
    await vi.advanceTimersByTimeAsync(QUIET - 1)
    run.request('b')
    await vi.advanceTimersByTimeAsync(QUIET - 1)
    expect(log).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(log).toEqual(['odds b'])
  })

  it('takes one step after the other', async () => {
    const { log, run, first } = started()
    run.request('a')
    await vi.advanceTimersByTimeAsync(QUIET)
    first.end()
    await vi.advanceTimersByTimeAsync(0)
    expect(log).toEqual(['odds a', 'bars a'])
  })

  it('ends what runs when new values come, and does not go on with the old ones', async () => {
    const { log, run, failed } = started()
    run.request('a')
    await vi.advanceTimersByTimeAsync(QUIET)
    run.request('b')
    await vi.advanceTimersByTimeAsync(QUIET)
    expect(log).toEqual(['odds a', 'odds ended', 'odds b'])
    expect(failed).not.toHaveBeenCalled()
  })

  it('goes on with the next step when one is cancelled, and with none when all is', async () => {
    const { log, run } = started()
    run.request('a')
    await vi.advanceTimersByTimeAsync(QUIET)
    run.skip()
    await vi.advanceTimersByTimeAsync(0)
    run.stop()
    await vi.advanceTimersByTimeAsync(QUIET)
    expect(log).toEqual(['odds a', 'odds ended', 'bars a', 'bars ended'])
  })

  it('reports a step that breaks, and still takes the next', async () => {
    const failed = vi.fn<(error: unknown) => void>()
    const next = vi.fn(() => Promise.resolve())
    quietRun([() => Promise.reject(new Error('It broke.')), next], QUIET, failed).request('a')
    await vi.advanceTimersByTimeAsync(QUIET)
    expect(failed).toHaveBeenCalledWith(new Error('It broke.'))
    expect(next).toHaveBeenCalledOnce()
  })
})

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { latestRun } from './latest-run.ts'

/** A question whose answers come when the test says so. */
const slowQuestion = () => {
  const asked: { input: string; answer: (output: string) => void; refuse: (error: Error) => void }[] = []
  const ask = (input: string) => new Promise<string>((answer, refuse) => asked.push({ input, answer, refuse }))
  return { asked, ask }
}
const settled = () => vi.advanceTimersByTimeAsync(0)

describe('latest run', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('asks one question at a time and leaves out those overtaken while it waited', async () => {
    const { asked, ask } = slowQuestion()
    const done = vi.fn()
    const runs = latestRun(ask, { done, failed: vi.fn(), slow: vi.fn() }, 150)
    for (const input of ['a', 'b', 'c', 'd']) runs.request(input)
    expect(asked.map(({ input }) => input)).toEqual(['a'])
    asked[0]?.answer('A')
    await settled()
    expect(asked.map(({ input }) => input)).toEqual(['a', 'd'])
    expect(done).toHaveBeenLastCalledWith('a', 'A', true)
    asked[1]?.answer('D')
    await settled()
    expect(done).toHaveBeenLastCalledWith('d', 'D', false)
  })

  it('says that it is slow only past its patience, counted from the first unanswered input', async () => {
    const { asked, ask } = slowQuestion()
    const slow = vi.fn()
    const runs = latestRun(ask, { done: vi.fn(), failed: vi.fn(), slow }, 150)
    runs.request('a')
    await vi.advanceTimersByTimeAsync(100)
    asked[0]?.answer('A')
    await vi.advanceTimersByTimeAsync(500)
    expect(slow).not.toHaveBeenCalled()
    runs.request('b')
    await vi.advanceTimersByTimeAsync(100)
    runs.request('c')
    await vi.advanceTimersByTimeAsync(51)
    expect(slow).toHaveBeenCalledOnce()
  })

  it('goes on after a failure', async () => {
    const { asked, ask } = slowQuestion()
    const failed = vi.fn()
    const done = vi.fn()
    const runs = latestRun(ask, { done, failed, slow: vi.fn() }, 150)
    runs.request('a')
    asked[0]?.refuse(new Error('no'))
    await settled()
    expect(failed).toHaveBeenCalledOnce()
    runs.request('b')
    asked[1]?.answer('B')
    await settled()
    expect(done).toHaveBeenCalledWith('b', 'B', false)
  })
})

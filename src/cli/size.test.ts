import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../catalogue/load-catalogue.ts'
import { sizeJob } from './size.ts'

const catalogue = loadCatalogue(fileURLToPath(new URL('../../data', import.meta.url)))
const JOB = {
  model: 'llama-3.3-70b',
  gpu: 'h200-sxm',
  precision: 'fp8',
  inputTokens: 1000,
  outputTokens: 300,
  ttftSeconds: 1,
  tpotSeconds: 0.05,
}
const size = (changes: object = {}) => sizeJob({ ...JOB, ...changes }, catalogue)

describe('sizeJob', () => {
  it('finds a layout that holds the p95 targets and is the fastest per GPU among those tried', () => {
    const answer = size()
    if (!('requestsPerSecond' in answer)) throw new Error(JSON.stringify(answer))
    expect(answer.ttftP95Seconds).toBeLessThanOrEqual(JOB.ttftSeconds)
    expect(answer.tpotP95Seconds).toBeLessThanOrEqual(JOB.tpotSeconds)
    expect(answer.tp * answer.dp).toBe(answer.gpusPerReplica)
    expect(answer.requestsPerSecond).toBeCloseTo((answer.outputTokensPerSecondPerGpu * answer.gpusPerReplica) / JOB.outputTokens, 9)
    expect(answer.evidence).toBe('measured')
    for (const other of answer.alternatives)
      if ('outputTokensPerSecondPerGpu' in other)
        expect(other.outputTokensPerSecondPerGpu).toBeLessThanOrEqual(answer.outputTokensPerSecondPerGpu * (1 + 1e-9))
  })

  it('takes JSON text as well', () => {
    expect(sizeJob(JSON.stringify(JOB), catalogue)).toEqual(size())
  })

  it('says that no fleet size meets 1 s for 8k prompts of a 70B on two H200, by how much, and that the target it names would do', () => {
    const long = { inputTokens: 8000, cvInput: 0.9, ttftSeconds: 0.3 }
    const answer = size(long)
    expect(answer).toMatchObject({ code: 'ttft' })
    if (!('nearest' in answer) || answer.nearest === null) throw new Error('no nearest change')
    const target = Number(/TTFT target of ([\d.]+) s/.exec(answer.nearest)?.[1])
    expect(target).toBeGreaterThan(0.3)
    expect(size({ ...long, ttftSeconds: target })).toHaveProperty('requestsPerSecond')
  })

  it('says how large weights that do not fit are, and what would hold them', () => {
    const answer = size({ model: 'llama-3.1-405b', gpu: 'l40s', precision: 'bf16' })
    expect(answer).toMatchObject({ code: 'does-not-fit', floor: null })
    expect('reason' in answer && answer.reason).toMatch(/weights of Llama-3.1-405B at bf16 need .* TB/)
    expect('nearest' in answer && answer.nearest).toMatch(/^It would do (at|on) /)
  })

  it('says which GPUs have serving figures where one has none', () => {
    expect(size({ gpu: 'h20' })).toMatchObject({ reason: 'There are no serving figures for NVIDIA H20 96GB.', floor: null })
  })

  it.each([
    [{ model: 'gpt-6.2' }, 'model: Unknown model "gpt-6.2".'],
    [{ gpu: 'tpu' }, 'gpu: Unknown GPU system "tpu".'],
    [{ inputTokens: -4 }, 'inputTokens: must not be negative'],
    [{ outputTokens: '12' }, 'outputTokens: must be a number'],
    [{ precision: 'fp3' }, 'precision: must be bf16, fp8, int4 or fp4'],
    [{ engine: 'tgi' }, 'engine: must be vllm, sglang or trtllm'],
    [{ cachedShare: 1.5 }, 'cachedShare: must be between 0 and 1'],
    [{ cachedShare: 0.1, sharedPrefixShare: 0.2 }, 'sharedPrefixShare: must be at most cachedShare'],
    [{ ttftSeconds: undefined }, 'ttftSeconds: must be a number'],
    [{ colour: 'red' }, 'unknown field "colour"'],
  ])('refuses %o, naming the field', (changes, error) => {
    expect(size(changes)).toEqual({ error })
  })

  it('refuses what is not a job', () => {
    expect(sizeJob('{"a":', catalogue)).toHaveProperty('error', expect.stringContaining('not valid JSON'))
    expect(sizeJob('['.repeat(200_000), catalogue)).toHaveProperty('error')
    expect(sizeJob([], catalogue)).toHaveProperty('error', expect.stringContaining('a job is a JSON object'))
    expect(sizeJob({ model: 'x' }, catalogue)).toEqual({ error: 'gpu: is missing' })
  })
})

import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../catalogue/load-catalogue.ts'
import { readCsv } from '../catalogue/csv.ts'
import { acceptanceLength } from './acceptance-length.ts'
import { predictPoints } from './predict.ts'

const catalogue = loadCatalogue(fileURLToPath(new URL('../../data', import.meta.url)))
/** with the coefficients that made the golden vectors */
const ofVectors = {
  ...catalogue,
  coefficients: JSON.parse(
    readFileSync(new URL('../../tests/golden/serving/prototype-coefficients.json', import.meta.url), 'utf8'),
  ) as Record<string, number>,
}
const HEAD = 'model,system,engine,precision,mode,islMean,oslMean,conc,gpus,attnTP,attnDP,ep,pp,mtp,lockstep'

/** Rows of the answer as records. */
const predicted = (csv: string, data = catalogue): Record<string, string>[] => {
  const answer = predictPoints(csv, data)
  if ('error' in answer) throw new Error(answer.error)
  const parsed = readCsv(answer.csv)
  if ('error' in parsed) throw new Error(parsed.error)
  const [head, ...rows] = parsed.rows
  return rows.map(({ fields }) => Object.fromEntries(fields.map((field, index) => [head?.fields[index] ?? '', field])))
}
const one = (row: string): Record<string, string> => predicted(`${HEAD}\n${row}`)[0] ?? {}

describe('predictPoints', () => {
  it('gives the figures of the first golden vector', () => {
    const row = predicted(`${HEAD}\nMiniMax-M2.5,b200,vllm,fp8,agg,921.6,921.6,32,4,4,1,4,1,0,0`, ofVectors)[0] ?? {}
    expect(Number(row['predTpotMs'])).toBeCloseTo(12.434637451842496, 8)
    expect(Number(row['predTtftMs'])).toBeCloseTo(110.21999322010093, 7)
    expect(Number(row['predOutTokSGpu'])).toBeCloseTo(637.9208193913345, 6)
    expect(row['predError']).toBe('')
  })

  it('knows a model by architecture name in any case and by canonical id', () => {
    const named = one('DeepSeek-R1 (0528),h200,sglang,fp8,agg,900,900,16,8,8,1,1,1,0,0')
    for (const name of ['deepseek-r1 (0528)', 'deepseek-r1-0528', '"DEEPSEEK-R1 (0528)"'])
      expect(one(`${name},H200,sglang,FP8,agg,900,900,16,8,8,1,1,1,0,0`)['predTpotMs']).toBe(named['predTpotMs'])
  })

  it.each([
    ['x,b200,vllm,fp8,agg,900,900,16,4,4,1,1,1,0,0', 'Unknown model "x"'],
    ['gpt-oss-120b,tpu,vllm,fp4,agg,900,900,16,4,4,1,1,1,0,0', 'Unknown GPU system "tpu"'],
    ['gpt-oss-120b,h20,vllm,fp4,agg,900,900,16,4,4,1,1,1,0,0', 'no serving figures for NVIDIA H20'],
    ['gpt-oss-120b,b200,tgi,fp4,agg,900,900,16,4,4,1,1,1,0,0', 'engine "tgi"'],
    ['gpt-oss-120b,b200,vllm,fp6,agg,900,900,16,4,4,1,1,1,0,0', 'precision "fp6"'],
    ['gpt-oss-120b,b200,vllm,fp4,disagg,900,900,16,4,4,1,1,1,0,0', 'prefillGpus is empty'],
    ['gpt-oss-120b,b200,vllm,fp4,pooled,900,900,16,4,4,1,1,1,0,0', 'mode is "pooled"'],
    ['gpt-oss-120b,b200,vllm,fp4,agg,900,900,16,4,4,1,1,2,0,0', 'pp is 2'],
    ['gpt-oss-120b,b200,vllm,fp4,agg,900,900,16,4,4,1,1,1,9,0', 'no acceptance length with 9 drafts'],
    ['gpt-oss-120b,b200,vllm,fp4,agg,900,900,16,8,4,1,1,1,0,0', '8 GPUs are not 4 tensor-parallel times 1 data-parallel'],
    ['gpt-oss-120b,b200,vllm,fp4,agg,many,900,16,4,4,1,1,1,0,0', 'islMean is "many", not a number'],
    ['gpt-oss-120b,b200,vllm,fp4,agg,900,-5,16,4,4,1,1,1,0,0', 'oslMean is -5'],
    ['gpt-oss-120b,b200,vllm,fp4,agg,900,900,,4,4,1,1,1,0,0', 'conc is empty'],
    ['gpt-oss-120b,b200', 'islMean is empty'],
    ['gpt-oss-120b,b200,,fp4,agg,900,900,16,4,4,1,1,1,0,0', 'engine is empty'],
  ])('leaves the figures of %s empty and says why', (row, reason) => {
    const answer = one(row)
    expect(answer['predError']).toContain(reason)
    expect([answer['predTpotMs'], answer['predTtftMs'], answer['predOutTokSGpu']]).toEqual(['', '', ''])
  })

  it('predicts drafts where the acceptance length is known, and they make tokens faster', () => {
    const [plain, drafted] = predicted(
      `${HEAD}\nkimi-k2.5,b200,vllm,int4,agg,900,900,4,8,8,1,1,1,0,0\nkimi-k2.5,b200,vllm,int4,agg,900,900,4,8,8,1,1,1,3,0`,
    )
    expect(Number(drafted?.['predTpotMs'])).toBeLessThan(Number(plain?.['predTpotMs']))
  })

  it('takes the median of measured heads for drafts of a model without one', () => {
    // three drafts, thinking on: 3.01 2.49 2.99 2.88 2.87 3.00 2.83 2.78 3.39 in the file's order; the median is 2.88
    expect(acceptanceLength('gpt-oss-120b', 3)).toBe(2.88)
    expect(acceptanceLength('Qwen3.5-397B-A17B', 3)).toBe(3.39)
  })

  const POOLS = `${HEAD},prefillGpus,decodeGpus,prefillWorkers,decodeWorkers`
  const pools = (clients: number, shape: string) =>
    predicted(`${POOLS}\nDeepSeek-R1 (0528),b200,sglang,fp8,disagg,900,900,${clients},${shape}`)[0] ?? {}

  it('predicts pools: decode never stops for a prompt, and more prefill workers bring the first token no later', () => {
    const one = pools(64, '16,8,1,1,1,0,0,8,8,1,1')
    const two = pools(64, '24,8,1,1,1,0,0,16,8,2,1')
    const mixed = predicted(`${HEAD}\nDeepSeek-R1 (0528),b200,sglang,fp8,agg,900,900,64,8,8,1,1,1,0,0`)[0] ?? {}
    expect(one['predError']).toBe('')
    expect(Number(one['predTpotMs'])).toBeLessThan(Number(mixed['predTpotMs']))
    expect(Number(two['predTtftMs'])).toBeLessThanOrEqual(Number(one['predTtftMs']))
    // Little's law over all GPUs, as in the measured files
    const perRequest = (Number(one['predTtftMs']) + 899 * Number(one['predTpotMs'])) / 1000
    expect(Number(one['predOutTokSGpu'])).toBeCloseTo((64 * 900) / perRequest / 16, 6)
  })

  it('lets a full prefill pool bound the rate', () => {
    const busy = predicted(`${POOLS}\nDeepSeek-R1 (0528),b200,sglang,fp8,disagg,8000,16,512,16,8,1,1,1,0,0,8,8,1,1`)[0] ?? {}
    const wider = predicted(`${POOLS}\nDeepSeek-R1 (0528),b200,sglang,fp8,disagg,8000,16,1024,16,8,1,1,1,0,0,8,8,1,1`)[0] ?? {}
    const rate = (row: Record<string, string>) => Number(row['predOutTokSGpu'])
    expect(rate(wider) / rate(busy)).toBeCloseTo(1, 1)
  })

  it('keeps other columns, in their order, and optional ones may be absent', () => {
    const answer = predictPoints(
      'note,attnTP,gpus,conc,oslMean,islMean,precision,engine,system,model\n"a, b",1,1,8,900,900,fp8,vllm,h100,llama-3.1-8b',
      catalogue,
    )
    expect('csv' in answer && answer.csv).toMatch(/^note,attnTP.*,predTpotMs,predTtftMs,predOutTokSGpu,predError\n"a, b",1,1,8,/)
  })

  it('says of a file without its columns which are missing, and where text breaks off', () => {
    expect(predictPoints('model,system,engine,precision,islMean,oslMean,conc,gpus\n', catalogue)).toEqual({
      error: 'line 1: missing column "attnTP"',
    })
    expect(predictPoints(`${HEAD}\n"x`, catalogue)).toEqual({ error: 'line 2: the quote of field 1 is never closed' })
  })
})

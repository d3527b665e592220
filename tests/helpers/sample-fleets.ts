/**
 * The sample comparison with what it leaves out: an owned fleet, a hybrid on rented GPUs, and odds. The money is made up; its
 * shape is real: a purchase is cash in the first month, a capital charge in the monthly cost, depreciation in the books.
 */
import type { Odds } from '../../src/engine/odds/odds-result.ts'
import type { Comparison, CostLine, OptionResult } from '../../src/engine/result.ts'
import { sampleComparison, sampleOption } from './sample-comparison.ts'

const MONTHS = 36
const PURCHASE = 300_000
const OPERATING = 900 + 1500 + 800 + 5230
const CHARGE = 9000
const DEPRECIATION_AND_INTEREST = 8400

const steady = (usd: number): number[] => Array.from({ length: MONTHS }, () => usd)
const line = (id: CostLine['id'], group: CostLine['group'], usd: number): CostLine => ({ id, group, monthly: steady(usd), levelised: usd })

/** Two servers of eight H100: 300,000 USD at once, 8,430 USD a month to run, 40,000 USD of value left. */
export const sampleOwned = (): OptionResult => ({
  ...sampleOption({
    id: 'own:qwen3.8-27b-h100',
    kind: 'owned',
    name: 'Qwen3.8-27B on 16 owned H100',
    subtitle: 'Owned, in colocation, 1 spare server',
    modelName: 'Qwen3.8-27B',
    lines: [
      line('capital', 'family', CHARGE),
      line('people', 'people', 5230),
      line('energy', 'platform', 900),
      line('site', 'platform', 1500),
      line('maintenance', 'platform', 800),
    ],
    owned: {
      gpuId: 'h100',
      gpuName: 'H100',
      serving: {
        layout: { gpusPerReplica: 2, tensorParallel: 2, dataParallel: 1, expertParallel: false, precision: 'fp8', engine: 'vllm' },
        concurrency: 92,
        memoryConcurrency: 210,
        tpotSeconds: 0.024,
        tpot95Seconds: 0.038,
        ttftSeconds: 0.61,
        ttft95Seconds: 1.37,
        requestsPerSecond: 8.1,
        outputTokensPerSecondPerGpu: 1200,
        binds: 'tpot',
        evidence: 'measured',
        speed: { cell: 'measured', low: 0.83, high: 1.16 },
      },
      gpusPerNode: 8,
      nodes: 2,
      nodesAtEnd: 2,
      spareNodes: 1,
      gpus: 16,
      peakReplicas: 1,
      utilisation: 0.21,
      usdPerGpu: 15_000,
      capitalSpent: PURCHASE,
      leadMonths: 0,
      lifeMonths: 60,
      site: 'colocation',
      kilowatts: 20,
    },
  }),
  cash: steady(OPERATING).map((usd, month) => (month === 0 ? PURCHASE + usd : usd)),
  profitAndLoss: steady(OPERATING + DEPRECIATION_AND_INTEREST),
  valueAtEnd: 40_000,
  energy: { kwhPerMonth: 6570, kgCo2PerMonth: null },
})

/** Two rented H100 and an API above them. */
export const sampleHybrid = (): OptionResult => ({
  ...sampleOption({
    id: 'hybrid:qwen3.8-27b-h100+gemini-3.8-flash',
    kind: 'hybrid',
    name: 'Qwen3.8-27B + Gemini 3.8 Flash',
    subtitle: '2 rented H100, API for 17 %',
    modelName: 'Qwen3.8-27B',
    warnings: [
      { code: 'one', text: 'First thing to mind.', facts: [], nearest: null },
      { code: 'two', text: 'Second thing to mind.', facts: [], nearest: null },
      { code: 'three', text: 'Third thing to mind.', facts: [], nearest: null },
    ],
    lines: [
      line('compute', 'family', 3928),
      line('api-usage', 'api', 1221),
      line('people', 'people', 5230),
      line('api-people', 'people', 1980),
      line('platform', 'platform', 589),
    ],
    hybrid: {
      baseId: 'qwen3.8-27b-h100',
      apiId: 'gemini-3.8-flash',
      base: 'rented',
      replicas: 1,
      mostReplicas: 2,
      shareServed: 0.83,
      byHour: false,
      costByReplicas: [9431, 12_948, 15_616],
    },
  }),
  energy: { kwhPerMonth: 1022, kgCo2PerMonth: 388 },
})

export const fleetsComparison = (over: Partial<Comparison> = {}): Comparison => {
  const sample = sampleComparison()
  const options = [...sample.options, sampleOwned(), sampleHybrid()]
  const ranking = options
    .filter(({ considered, levelised }) => considered && levelised !== null)
    .toSorted((a, b) => a.levelised! - b.levelised! || a.id.localeCompare(b.id))
    .map(({ id }) => id)
  return { ...sample, options, ranking, verdict: { ...sample.verdict, bestHybridId: sampleHybrid().id }, ...over }
}

/** Every ranked option from 0.7 to 1.6 of its cost; the dearest was not possible often enough. */
export const sampleOdds = ({ options, ranking }: Comparison): Odds => ({
  done: 2000,
  draws: 2000,
  seed: 1,
  options: ranking.map((optionId, place) => {
    const levelised = options.find(({ id }) => id === optionId)!.levelised!
    return {
      optionId,
      cost: place === ranking.length - 1 ? null : { p10: levelised * 0.7, p50: levelised * 1.05, p90: levelised * 1.6 },
      cheapest: place === 0 ? 0.93 : place === 1 ? 0.07 : 0,
      standardError: place < 2 ? 0.0057 : 0,
      possible: place === ranking.length - 1 ? 0.6 : 1,
    }
  }),
  left: 0,
  selfHostedCheaper: { chance: 0.02, standardError: 0.0031 },
  difference: { p10: 2630, p50: 6400, p90: 14_600 },
  inputs: [],
})

/** Figures of a hybrid worked out again from the profile, Little's law and the pure option's bill, without the functions that made them. */
import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../../catalogue/load-catalogue.ts'
import { defaultScenario } from '../../scenario/defaults.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { compare } from './compare.ts'

const catalogue = loadCatalogue('data')
const usual = defaultScenario()
const REQUESTS = 10e6
// one layout of one model on one GPU, always on, with people so cheap that only GPUs and tokens decide
const scenario: Scenario = {
  ...usual,
  policy: 'always-on',
  models: ['qwen3.8-27b'],
  unknownCompetes: true,
  gpu: 'h100-sxm',
  precision: 'bf16',
  staffUsdPerYear: 10_000,
  workloads: [{ ...usual.workloads[0]!, requestsPerMonth: REQUESTS }],
}
const comparison = compare(scenario, catalogue)
const hybrid = comparison.options.find(({ kind, hybrid: detail }) => kind === 'hybrid' && detail?.base === 'rented')
if (hybrid?.hybrid === null || hybrid?.hybrid === undefined || hybrid.rented === null) throw new Error('the scenario has no hybrid')
const { replicas, mostReplicas, shareServed, apiId, costByReplicas } = hybrid.hybrid
const { concurrency: c, tpotSeconds } = hybrid.rented.serving

// A_j: arrivals of the hour × (1 + 1.3 · scatter) × 300 tokens × seconds a token
const profile = catalogue.profiles.find(({ id }) => id === 'office_one_timezone')!
// the weights are written with six digits; their mean is 1
const mean = profile.weights.reduce((sum, weight) => sum + weight, 0) / 168
const load = profile.weights.map(
  (weight) => ((REQUESTS * weight) / mean / 730 / 3600) * (1 + 1.3 * profile.relSdOfRate1min) * 300 * tpotSeconds,
)
/** x² with x² + x = n·C, and what may be given of a typical week whose worst is 1.3 times as busy */
const carried = (n: number): number => ((Math.sqrt(1 + 4 * n * c) - 1) / 2) ** 2 / 1.3
const share = (n: number): number => {
  const served = load.reduce((sum, sequences) => sum + Math.min(sequences, carried(n)), 0)
  return served / load.reduce((sum, sequences) => sum + sequences, 0)
}
const api = comparison.options.find(({ id }) => id === apiId)!
const lineOf = (id: string) => hybrid.lines.find((line) => line.id === id)?.monthly[0] ?? 0

describe('a hybrid worked out by hand', () => {
  it('needs as many replicas as the worst peak, and serves what they carry', () => {
    const peak = Math.max(...load)
    expect(carried(mostReplicas)).toBeGreaterThanOrEqual(peak)
    expect(carried(mostReplicas - 1)).toBeLessThan(peak)
    expect(replicas).toBeGreaterThan(0)
    expect(replicas).toBeLessThan(mostReplicas)
    expect(shareServed).toBeCloseTo(share(replicas), 9)
  })

  it('pays the API for the rest of the tokens, and the people of both', () => {
    const tokens = api.lines.filter(({ id }) => id.startsWith('tokens-')).reduce((sum, { monthly }) => sum + monthly[0]!, 0)
    expect(lineOf('api-usage')).toBeCloseTo(tokens * (1 - share(replicas)), 6)
    expect(lineOf('api-people')).toBeCloseTo((0.15 * 10_000) / 12, 9)
    // up to 8 GPUs are one node to look after: 0.15 + 0.325 people
    expect(hybrid.rented!.gpus).toBeGreaterThanOrEqual(replicas)
    expect(hybrid.rented!.gpus).toBeLessThanOrEqual(8)
    expect(lineOf('people')).toBeCloseTo(((0.15 + 0.325) * 10_000) / 12, 9)
  })

  it('adds to the API, replica by replica, what the curve says', () => {
    // with K and one spare replica, whatever GPUs cost: the cost without replicas is the API alone
    expect(costByReplicas).toHaveLength(mostReplicas + 1)
    expect(costByReplicas[0]).toBeCloseTo(api.levelised!, 6)
    expect(costByReplicas[replicas]).toBe(Math.min(...costByReplicas))
    expect(hybrid.levelised).toBeCloseTo(costByReplicas[replicas]!, 6)
  })

  it('shows in its week what runs and what goes to the API', () => {
    const week = comparison.weeks.find(({ optionId }) => optionId === hybrid.id)!
    expect(week.running.every((running) => running === replicas + 1)).toBe(true)
    week.toApi.forEach((part, hour) => expect(part).toBeCloseTo(Math.max(0, 1 - carried(replicas) / load[hour]!), 9))
    week.load.forEach((needed, hour) => expect(needed).toBeCloseTo(load[hour]! / c, 9))
  })
})

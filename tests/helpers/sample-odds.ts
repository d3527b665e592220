/**
 * Odds and a sensitivity that fit the sample comparison, for tests and previews of the page: an API ahead by about $6,000 a month, seven
 * inputs that move it, two that do nothing. Only their shape is real.
 */
import type { Odds, Sensitivity, SensitivityBar } from '../../src/engine/odds/odds-result.ts'

export const sampleOdds = (over: Partial<Odds> = {}): Odds => ({
  done: 2000,
  draws: 2000,
  seed: 1,
  options: [
    { optionId: 'gemini-3.8-flash', cost: { p10: 6050, p50: 9300, p90: 12_300 }, cheapest: 0.98, standardError: 0.003, possible: 1 },
    { optionId: 'qwen3.8-27b-h100', cost: { p10: 12_100, p50: 15_500, p90: 23_000 }, cheapest: 0.02, standardError: 0.003, possible: 1 },
  ],
  left: 12,
  selfHostedCheaper: { chance: 0.02, standardError: 0.003 },
  difference: { p10: 2630, p50: 6180, p90: 14_600 },
  inputs: [
    { path: 'workloads.0.requestsPerMonth', label: 'Requests', low: 1.5e6, typical: 2e6, high: 2.6e6, from: 'default' },
    { path: 'workloads.0.outputTokens', label: 'Output tokens', low: 220, typical: 300, high: 420, from: 'yours' },
  ],
  ...over,
})

const NOW = 6250

const bar = (
  path: string,
  label: string,
  typical: number,
  low: readonly [number, number | null],
  high: readonly [number, number | null],
  flipsAt: readonly number[],
  searched: readonly [number, number],
): SensitivityBar => ({
  path,
  label,
  typical,
  low: { value: low[0], difference: low[1] },
  high: { value: high[0], difference: high[1] },
  flipsAt,
  searched,
})

export const sampleSensitivity = (over: Partial<Sensitivity> = {}): Sensitivity => ({
  done: 9,
  of: 9,
  difference: NOW,
  bars: [
    bar('rentedFteBase', 'Staff for rented GPUs', 0.3, [0.16, 3470], [0.65, 11_740], [], [0, 10]),
    bar('gpuPrices.h100-sxm', 'Price of an H100', 2.69, [2.04, 4060], [3.49, 8960], [0.83], [0.27, 26.9]),
    bar('workloads.0.requestsPerMonth', 'Requests', 2e6, [1.5e6, 8120], [2.6e6, 4030], [5.0e6], [2e4, 2e8]),
    bar('workloads.0.inputTokens', 'Input tokens', 5000, [3800, 7500], [6600, 4600], [15_900], [50, 500_000]),
    bar('workloads.0.cachedShare', 'Read from a cache', 0.35, [0.2, 5230], [0.5, 7280], [], [0, 1]),
    bar('workloads.0.outputTokens', 'Output tokens', 300, [220, 6870], [420, 5340], [1140], [3, 30_000]),
    bar('discountRate', 'Discount rate', 0.09, [0.06, 6200], [0.12, 6300], [], [-0.5, 1]),
    bar('spareReplicas', 'Spare replicas', 1, [1, NOW], [1, NOW], [], [0, 10]),
    bar('throughputFactor', 'GPU throughput', 1, [0.8, NOW], [1.25, NOW], [], [0.1, 10]),
  ],
  ...over,
})

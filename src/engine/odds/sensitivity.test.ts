import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../../catalogue/load-catalogue.ts'
import { defaultScenario } from '../../scenario/defaults.ts'
import { oddsInputs } from '../../scenario/odds-inputs.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { variedInputs } from '../../scenario/varied-inputs.ts'
import { automaticValue } from '../compare/automatic-value.ts'
import { compare } from '../compare/compare.ts'
import { servingCache } from '../compare/serving-cache.ts'
import { scenarioAt } from './drawn-values.ts'
import { API_PRICES, sensitivitySteps } from './sensitivity.ts'
import { atOnce } from './steps.ts'

const catalogue = loadCatalogue('data')
const cache = servingCache()
const usual = defaultScenario()
const scenario: Scenario = { ...usual, workloads: [{ ...usual.workloads[0]!, requestsPerMonth: 20_000_000 }] }
const inputs = variedInputs(scenario, oddsInputs(scenario, catalogue, automaticValue))
const WANTED = /requestsPerMonth|apiFte|rentedFtePerNode|staffUsdPerYear|apiOneOffUsd|pue$|idlePowerShare/
const sensitivity = atOnce(
  sensitivitySteps(
    scenario,
    catalogue,
    inputs.filter(({ path }) => WANTED.test(path)),
    { cache },
  ),
)
const differenceAt = (path: string, value: number): number =>
  compare(scenarioAt(scenario, path, value), catalogue, { cache }).verdict.difference!

describe('what each input would change', () => {
  it('starts from the difference of the comparison', () => {
    expect(sensitivity.difference / compare(scenario, catalogue, { cache }).verdict.difference!).toBeCloseTo(1, 9)
    expect(sensitivity.done).toBe(sensitivity.of)
  })

  it('is at its ends what the comparison says there', () => {
    for (const { path, low, high, typical } of sensitivity.bars) {
      if (path === API_PRICES || low.value === typical) continue
      for (const { value, difference } of [low, high]) expect(difference! / differenceAt(path, value), path).toBeCloseTo(1, 9)
    }
  })

  it('flips the verdict where it says: a hundredth below and above, the other side is cheaper', () => {
    const flips = sensitivity.bars.flatMap(({ path, flipsAt }) => flipsAt.map((value) => [path, value] as const))
    expect(flips.length).toBeGreaterThan(1)
    for (const [path, value] of flips) {
      if (path === API_PRICES) continue
      expect(Math.sign(differenceAt(path, value * 0.99)), `${path} ${value}`).toBe(-Math.sign(differenceAt(path, value * 1.01)))
    }
  })

  it('lists the widest first and leaves out what changes nothing', () => {
    const widths = sensitivity.bars.map(({ low, high }) => Math.abs(high.difference! - low.difference!))
    expect(widths).toEqual(widths.toSorted((a, b) => b - a))
    const paths = sensitivity.bars.map(({ path }) => path)
    expect(paths).toContain('workloads.0.requestsPerMonth')
    expect(paths).not.toContain('pue')
  })
})

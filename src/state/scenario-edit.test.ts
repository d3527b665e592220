import { describe, expect, it } from 'vitest'
import { defaultScenario } from '../scenario/defaults.ts'
import { behind, withPrice } from './scenario-edit.ts'

describe('scenario edit', () => {
  it('adds a price, replaces it and takes it back without touching the given scenario', () => {
    const scenario = defaultScenario()
    const first = withPrice(scenario, 'apiPrices', 'openai/gpt-6.2-sol.plain', 1)
    const second = withPrice(first, 'apiPrices', 'openai/gpt-6.2-sol.plain', 2)
    expect(second.apiPrices).toEqual({ 'openai/gpt-6.2-sol.plain': 2 })
    expect(withPrice(second, 'apiPrices', 'openai/gpt-6.2-sol.plain', null)).toEqual(scenario)
  })

  it('keeps a price’s range beside it, and takes it back with the price', () => {
    const scenario = defaultScenario()
    const ranged = withPrice(scenario, 'serverPrices', 'h100-sxm', 35_000, [30_000, 40_000])
    expect(ranged).toMatchObject({ serverPrices: { 'h100-sxm': 35_000 }, ranges: { 'serverPrices.h100-sxm': [30_000, 40_000] } })
    expect(withPrice(ranged, 'serverPrices', 'h100-sxm', 35_000).ranges).toEqual({})
    expect(withPrice(ranged, 'serverPrices', 'h100-sxm', null)).toEqual(scenario)
    expect(behind('serverPrices.h100-sxm', 0)).toEqual({ kind: 'price', record: 'serverPrices', id: 'h100-sxm' })
  })

  it('knows a price whose id has dots, a field of a workload and a field of the scenario', () => {
    expect(behind('apiPrices.openai/gpt-6.2-sol.plain', 0)).toEqual({ kind: 'price', record: 'apiPrices', id: 'openai/gpt-6.2-sol.plain' })
    expect(behind('workloads.1.inputTokens', 0)).toMatchObject({ kind: 'field', workload: 1, field: { path: 'inputTokens' } })
    expect(behind('inputTokens', 3)).toMatchObject({ kind: 'field', workload: 3, field: { path: 'inputTokens' } })
    expect(behind('discountRate', 0)).toMatchObject({ kind: 'field', field: { path: 'discountRate' } })
    expect(behind('nothing.of.the.kind', 0)).toBeNull()
  })

  it('takes an entry of a record for the record, and of nothing else', () => {
    expect(behind('tokenRatios.gemma-4-31b', 0)).toMatchObject({ kind: 'field', field: { path: 'tokenRatios' } })
    expect(behind('verbosity.gpt-6.2-sol.visible', 0)).toMatchObject({ kind: 'field', field: { path: 'verbosity' } })
    expect(behind('discountRate.of.it', 0)).toBeNull()
  })
})

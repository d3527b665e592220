import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../../catalogue/load-catalogue.ts'
import { defaultScenario } from '../../scenario/defaults.ts'
import type { Scenario, Workload } from '../../scenario/schema.ts'
import { fleetLoad } from './fleet-load.ts'
import { settingsOf } from './settings.ts'

const catalogue = loadCatalogue('data')

const loadOf = (over: readonly Partial<Workload>[]): Float64Array => {
  const base = defaultScenario()
  const scenario: Scenario = { ...base, workloads: over.map((part) => ({ ...base.workloads[0]!, ...part })) }
  return fleetLoad(settingsOf(scenario, catalogue)).months[0]!.hours
}

describe('the load of a fleet', () => {
  it('counts the sequences of method.md 3 by hand: rate × (1 + 1.3·c) × output', () => {
    const load = loadOf([{ profile: 'flat_24x7', requestsPerMonth: 2_628_000, outputTokens: 300 }])
    // 1 request/s, scatter 0.03 of the flat profile
    expect(load[0]).toBeCloseTo(1 * (1 + 1.3 * 0.03) * 300, 9)
  })

  it('meets two offices at their own hours: six hours east peaks six hours earlier on the clock of the first', () => {
    const west = loadOf([{}])
    const both = loadOf([{}, { utcOffsetHours: 6 }])
    for (const hour of [0, 9, 30, 100, 167]) expect(both[hour]).toBeCloseTo(west[hour]! + west[(hour + 6) % 168]!, 6)
  })

  it('is the same when all clocks are moved by whole hours', () => {
    expect([...loadOf([{ utcOffsetHours: 3 }, { utcOffsetHours: -2 }])]).toEqual([
      ...loadOf([{ utcOffsetHours: 8 }, { utcOffsetHours: 3 }]),
    ])
  })

  it('counts an answer of no tokens as the one token that ends it', () => {
    expect(loadOf([{ outputTokens: 0 }])[10]).toBe(loadOf([{ outputTokens: 1 }])[10])
  })
})

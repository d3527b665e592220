import { describe, expect, it } from 'vitest'
import { settle } from './consistency.ts'
import { defaultScenario } from './defaults.ts'
import type { Scenario, Workload } from './schema.ts'

const withWorkload = (change: Partial<Workload>): Scenario => {
  const scenario = defaultScenario()
  return { ...scenario, workloads: scenario.workloads.map((w) => ({ ...w, ...change })) }
}

describe('values that contradict each other', () => {
  it('are not found in the defaults, which stay the same object', () => {
    const scenario = defaultScenario()
    expect(settle(scenario)).toEqual({ scenario, changes: [] })
    expect(settle(scenario).scenario).toBe(scenario)
  })

  it('lower the shared prefix to what is read from cache', () => {
    const { scenario, changes } = settle(withWorkload({ cachedShare: 0.1 }))
    expect(scenario.workloads[0]?.sharedPrefixShare).toBe(0.1)
    expect(changes).toEqual([
      {
        field: 'workloads.0.sharedPrefixShare',
        text: 'A shared prefix of 25\u202f% is more than the 10\u202f% read from cache: 10\u202f% is used.',
      },
    ])
  })

  it('lower what is written to what is left of the input', () => {
    const { scenario, changes } = settle(withWorkload({ cachedShare: 0.75, cacheWriteShare: 0.5 }))
    expect(scenario.workloads[0]?.cacheWriteShare).toBe(0.25)
    expect(changes).toHaveLength(1)
  })

  it('forgive rounding', () => {
    expect(settle(withWorkload({ cachedShare: 0.1 + 0.2, sharedPrefixShare: 0.3, cacheWriteShare: 0.7 })).changes).toEqual([])
  })

  it('give an empty working day its usual hours', () => {
    const { scenario } = settle({ ...defaultScenario(), workingHoursStart: 18, workingHoursEnd: 8 })
    expect([scenario.workingHoursStart, scenario.workingHoursEnd]).toEqual([8, 18])
  })

  it('are gone after one settling', () => {
    const once = settle({ ...withWorkload({ cachedShare: 0, cacheWriteShare: 1, sharedPrefixShare: 1 }), workingHoursEnd: 0 })
    expect(settle(once.scenario).changes).toEqual([])
  })
})

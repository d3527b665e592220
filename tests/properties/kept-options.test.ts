/** What is kept from one comparison to the next changes no answer: edit after edit, the kept one equals one made anew. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../../src/catalogue/load-catalogue.ts'
import { compare } from '../../src/engine/compare/compare.ts'
import { servingCache } from '../../src/engine/compare/serving-cache.ts'
import { settle } from '../../src/scenario/consistency.ts'
import { knownFrom } from '../../src/scenario/known.ts'
import type { Scenario } from '../../src/scenario/schema.ts'
import { arbitraryScenario } from '../helpers/arbitrary-scenario.ts'
import { plausibleScenario } from '../helpers/plausible-scenario.ts'
import { smallCatalogue } from '../helpers/small-catalogue.ts'

const catalogue = smallCatalogue(loadCatalogue('data'), 24)
const known = knownFrom(catalogue) as Parameters<typeof arbitraryScenario>[0]
const MOST_MONTHS = 6

/** So many fields are changed at a time. */
const AT_ONCE = 6

/** From one scenario to another, some fields at a time in a random order; half of the edits are then taken back. */
const edits = fc.tuple(plausibleScenario, arbitraryScenario(known, 1), fc.infiniteStream(fc.nat())).map(([first, other, numbers]) => {
  const fields = [...Object.keys(other), ...Object.keys(other.workloads[0]!).map((field) => `workload ${field}`)].filter(
    (field) => field !== 'workloads' && field !== 'months',
  )
  const order = fields
    .map((field) => ({ field, at: numbers.next().value as number }))
    .sort((a, b) => a.at - b.at)
    .map(({ field }) => field)
  const steps = Array.from({ length: Math.ceil(order.length / AT_ONCE) }, (_, step) => ({
    changed: order.slice(step * AT_ONCE, (step + 1) * AT_ONCE),
    back: (numbers.next().value as number) % 2 === 0,
  }))
  return { first: { ...first, months: Math.min(first.months, MOST_MONTHS) }, other, steps }
})

const edited = (scenario: Scenario, other: Scenario, field: string): Scenario => {
  const [first, ...rest] = scenario.workloads
  const ofWorkload = field.startsWith('workload ') ? (field.slice('workload '.length) as keyof Scenario['workloads'][number]) : null
  return settle(
    ofWorkload === null
      ? { ...scenario, [field]: other[field as keyof Scenario] }
      : { ...scenario, workloads: [{ ...first!, [ofWorkload]: other.workloads[0]![ofWorkload] }, ...rest] },
  ).scenario
}

const answer = (make: () => unknown): string => {
  try {
    return JSON.stringify(make())
  } catch (error) {
    return String(error)
  }
}

describe('options kept from one comparison to the next', () => {
  it('are those of a comparison made anew, after any edits', () => {
    fc.assert(
      fc.property(edits, ({ first, other, steps }) => {
        const kept = servingCache()
        let scenario = first
        for (const { changed, back } of steps) {
          const next = changed.reduce((sofar, field) => edited(sofar, other, field), scenario)
          for (const now of back ? [next, scenario] : [next]) {
            // the serving shapes are shared, what is kept beside them is not
            const anew = answer(() => compare(now, catalogue, { cache: { shapes: kept.shapes } }))
            expect(answer(() => compare(now, catalogue, { cache: kept })) === anew, `after ${changed.join()}`).toBe(true)
          }
          if (!back) scenario = next
        }
      }),
      { seed: 20261124, numRuns: 2, endOnFailure: true },
    )
  }, 60_000)

  it('are kept whatever changes of what they never ask for, and made anew for the rest', () => {
    const kept = servingCache()
    const [scenario] = fc.sample(plausibleScenario, { seed: 1, numRuns: 1 })
    const optionsOf = (given: Partial<Scenario>): ReturnType<typeof compare>['options'] =>
      compare({ ...scenario!, ...given }, catalogue, { cache: kept }).options
    const first = optionsOf({})
    const isSame = (kind: string, other: typeof first): boolean => {
      const [a, b] = [first, other].map((options) => options.find((option) => option.kind === kind && option.levelised !== null))
      return a !== undefined && a === b
    }
    const cheaperApis = optionsOf({ apiDiscount: 0.4 })
    expect([isSame('rented', cheaperApis), isSame('api-proprietary', cheaperApis)]).toEqual([true, false])
    const cheaperGpus = optionsOf({ rentalAdderShare: 0.31 })
    expect([isSame('rented', cheaperGpus), isSame('api-proprietary', cheaperGpus)]).toEqual([false, true])
  })
})

/** What is kept from one comparison to the next changes no answer: edit after edit, the kept one equals one made anew. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../../src/catalogue/load-catalogue.ts'
import { compare } from '../../src/engine/compare/compare.ts'
import { NOT_ASKED_BY_APIS, NOT_ASKED_BY_FLEETS } from '../../src/engine/compare/kept-options.ts'
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
const OF_WORKLOAD = 'workload '

/** Fields that one kind never asks for are changed together: any other would have that kind made anew. */
const KINDS = [NOT_ASKED_BY_APIS, NOT_ASKED_BY_FLEETS].map(({ scenario, workload }) => [
  ...scenario,
  ...[...workload].map((field) => `${OF_WORKLOAD}${field}`),
])

/** From one scenario to another, some fields at a time in a random order, one that both kinds ask for between; half of the edits are then taken back. */
const edits = fc.tuple(plausibleScenario, arbitraryScenario(known, 1), fc.infiniteStream(fc.nat())).map(([first, other, numbers]) => {
  const next = (): number => numbers.next().value as number
  const shuffled = (fields: readonly string[]): string[] =>
    fields
      .map((field) => ({ field, at: next() }))
      .sort((a, b) => a.at - b.at)
      .map(({ field }) => field)
  const asked = shuffled(
    [...Object.keys(other), ...Object.keys(other.workloads[0]!).map((field) => `${OF_WORKLOAD}${field}`)].filter(
      (field) => field !== 'workloads' && field !== 'months' && !KINDS.flat().includes(field),
    ),
  )
  const steps = KINDS.flatMap((kind) => {
    const order = shuffled(kind)
    return Array.from({ length: Math.ceil(order.length / AT_ONCE) }, (_, step) => order.slice(step * AT_ONCE, (step + 1) * AT_ONCE))
  }).flatMap((changed, step) => [changed, asked.slice(step, step + 1)])
  return {
    first: { ...first, months: Math.min(first.months, MOST_MONTHS) },
    other,
    steps: steps.map((changed) => ({ changed, back: next() % 2 === 0 })),
  }
})

const edited = (scenario: Scenario, other: Scenario, field: string): Scenario => {
  const [first, ...rest] = scenario.workloads
  const ofWorkload = field.startsWith(OF_WORKLOAD) ? (field.slice(OF_WORKLOAD.length) as keyof Scenario['workloads'][number]) : null
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

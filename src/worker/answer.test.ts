import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../catalogue/load-catalogue.ts'
import { oddsOf } from '../cli/compare.ts'
import { atOnce } from '../engine/odds/steps.ts'
import { defaultScenario } from '../scenario/defaults.ts'
import { answersFrom } from './answer.ts'
import { drawnOf } from './engine-inputs.ts'
import { inSlices } from './in-slices.ts'
import { rulePriceSteps } from '../engine/rule-prices/rule-price-steps.ts'

const catalogue = loadCatalogue('data')
const scenario = { ...defaultScenario(), draws: 300, seed: 5 }

describe('the odds of the worker', () => {
  it('are those of the command line', async () => {
    const posted = structuredClone({ scenario, inputs: drawnOf(scenario, catalogue) })
    const odds = atOnce(await answersFrom(structuredClone(catalogue)).odds(posted.scenario, posted.inputs))
    expect(odds).toEqual(oddsOf(scenario, catalogue))
  })

  it('stop when they are no longer wanted', async () => {
    const stop = new AbortController()
    const answer = inSlices(await answersFrom(catalogue).odds(scenario, drawnOf(scenario, catalogue)), () => undefined, stop.signal)
    stop.abort(new Error('never mind'))
    await expect(answer).rejects.toThrow('never mind')
  })
})

describe('the prices of rules of the worker', () => {
  it('are those of the engine, and come one by one', async () => {
    const steps = await answersFrom(structuredClone(catalogue)).rulePrices(structuredClone(scenario))
    const seen: number[] = []
    const prices = await inSlices(steps, ({ done }) => seen.push(done))
    expect(prices).toEqual(atOnce(rulePriceSteps(scenario, catalogue)))
    expect(seen).toEqual(seen.toSorted((a, b) => a - b))
  })

  it('stop when they are no longer wanted', async () => {
    const stop = new AbortController()
    const answer = inSlices(await answersFrom(catalogue).rulePrices(scenario), () => undefined, stop.signal)
    stop.abort(new Error('never mind'))
    await expect(answer).rejects.toThrow('never mind')
  })
})

describe('a long calculation', () => {
  it('lets others run between its slices, reports, and ends with its answer', async () => {
    const spin = (): void => {
      const until = performance.now() + 5
      while (performance.now() < until);
    }
    const seen: number[] = []
    let others = 0
    const other = setInterval(() => (others += 1), 0)
    const counted = await inSlices(
      (function* () {
        for (let step = 0; step < 60; step++) {
          spin()
          yield step
        }
        return 60
      })(),
      (soFar) => seen.push(soFar),
    )
    clearInterval(other)
    expect(counted).toBe(60)
    expect(seen.length).toBeGreaterThan(0)
    expect(seen).toEqual(seen.toSorted((a, b) => a - b))
    expect(others).toBeGreaterThan(0)
  })
})

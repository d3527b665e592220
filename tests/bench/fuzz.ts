/**
 * Does the page survive anything? 100,000 random and mutated links, 2,000 random scenarios and the odds of 200; a failure prints
 * its seed and path. `npm run fuzz -- --seed 1 --links 1000 --scenarios 10` repeats or shortens a run.
 */
import { parseArgs } from 'node:util'
import * as fc from 'fast-check'
import { loadCatalogue } from '../../src/catalogue/load-catalogue.ts'
import { automaticValue } from '../../src/engine/compare/automatic-value.ts'
import { compare } from '../../src/engine/compare/compare.ts'
import { servingCache } from '../../src/engine/compare/serving-cache.ts'
import { oddsSteps } from '../../src/engine/odds/run.ts'
import { sensitivitySteps } from '../../src/engine/odds/sensitivity.ts'
import { atOnce } from '../../src/engine/odds/steps.ts'
import { fieldBasis } from '../../src/scenario/field-basis.ts'
import { knownFrom } from '../../src/scenario/known.ts'
import { oddsInputs } from '../../src/scenario/odds-inputs.ts'
import { variedInputs } from '../../src/scenario/varied-inputs.ts'
import { arbitraryFragment, checkFragment } from '../helpers/arbitrary-fragment.ts'
import { arbitraryScenario } from '../helpers/arbitrary-scenario.ts'
import { checkComparison } from '../helpers/check-comparison.ts'
import { checkOdds, checkSensitivity } from '../helpers/check-odds.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    links: { type: 'string', default: '100000' },
    scenarios: { type: 'string', default: '2000' },
    odds: { type: 'string', default: '200' },
    sensitivities: { type: 'string', default: '3' },
    path: { type: 'string' },
  },
})

const seed = Number(values.seed)
const path = values.path === undefined ? {} : { path: values.path }
const catalogue = loadCatalogue('data')
const known = knownFrom(catalogue) as Parameters<typeof arbitraryScenario>[0]
const scenarios = arbitraryScenario(known)

/** Runs one property and says what came of it; false if it failed. */
const run = <T>(name: string, numRuns: number, arbitrary: fc.Arbitrary<T>, check: (value: T) => void): boolean => {
  const started = performance.now()
  const details = fc.check(fc.property(arbitrary, check), { seed, numRuns, ...path })
  const seconds = ((performance.now() - started) / 1000).toFixed(0)
  if (!details.failed) {
    console.log(`${name}: ${details.numRuns} passed in ${seconds} s (seed ${seed})`)
    return true
  }
  console.error(`${name}: failed after ${details.numRuns} runs. Repeat with --seed ${details.seed} --path ${details.counterexamplePath}`)
  console.error(JSON.stringify(details.counterexample?.[0]))
  console.error(details.errorInstance instanceof Error ? details.errorInstance.stack : details.errorInstance)
  return false
}

const cache = servingCache()
const DRAWS = 100
const results = [
  run('links', Number(values.links), arbitraryFragment(scenarios, known), (fragment) => checkFragment(fragment, known)),
  run('scenarios', Number(values.scenarios), scenarios, (scenario) =>
    checkComparison(compare(scenario, catalogue, { cache, basisOf: fieldBasis(scenario, catalogue) })),
  ),
  run('odds', Number(values.odds), scenarios, (scenario) =>
    checkOdds(atOnce(oddsSteps({ ...scenario, draws: DRAWS }, catalogue, oddsInputs(scenario, catalogue, automaticValue), { cache }))),
  ),
  run('sensitivities', Number(values.sensitivities), scenarios, (scenario) =>
    checkSensitivity(
      atOnce(sensitivitySteps(scenario, catalogue, variedInputs(scenario, oddsInputs(scenario, catalogue, automaticValue)), { cache })),
    ),
  ),
]
process.exitCode = results.every(Boolean) ? 0 : 1

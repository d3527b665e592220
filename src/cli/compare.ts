/**
 * `compare`: the whole comparison of a scenario file or a link as JSON, with the price of each rule and its odds; `sensitivity`: what
 * each input changes, and where the answer flips. What a link or file lost is said on standard error.
 */
import type { Catalogue } from '../catalogue/schema.ts'
import { automaticValue } from '../engine/compare/automatic-value.ts'
import { compare } from '../engine/compare/compare.ts'
import { servingCache } from '../engine/compare/serving-cache.ts'
import { evidenceFrom } from '../engine/explanation/evidence-from.ts'
import type { Odds } from '../engine/odds/odds-result.ts'
import { oddsSteps } from '../engine/odds/run.ts'
import { sensitivitySteps } from '../engine/odds/sensitivity.ts'
import { atOnce } from '../engine/odds/steps.ts'
import { rulePriceSteps } from '../engine/rule-prices/rule-price-steps.ts'
import { fieldBasis } from '../scenario/field-basis.ts'
import { knownFrom } from '../scenario/known.ts'
import { readLinkAsync } from '../scenario/link-compressed.ts'
import { readScenarioJson } from '../scenario/read-scenario.ts'
import { oddsInputs } from '../scenario/odds-inputs.ts'
import { variedInputs } from '../scenario/varied-inputs.ts'
import type { Scenario } from '../scenario/schema.ts'
import { InputError } from './read-input.ts'

const say = (text: string): void => {
  process.stderr.write(`${text}\n`)
}

const readScenario = async (text: string, file: string, catalogue: Catalogue): Promise<Scenario> => {
  const known = knownFrom(catalogue)
  if (text.trimStart().startsWith('#')) {
    const { scenario, lost } = await readLinkAsync(text.trim(), known)
    for (const loss of lost) say(loss.text)
    return scenario
  }
  const read = readScenarioJson(text, known)
  if ('error' in read) {
    const place = read.line === null ? '' : `line ${read.line}, column ${read.column ?? 1}: `
    throw new InputError(`${file}: ${place}${read.field === null ? '' : `${read.field}: `}${read.error}`)
  }
  for (const loss of read.lost) say(loss.text)
  return read.scenario
}

/** The comparison alone. @throws InputError naming file, line and field of a scenario that cannot be read */
export const comparedScenario = async (text: string, file: string, catalogue: Catalogue, cache = servingCache()) => {
  const scenario = await readScenario(text, file, catalogue)
  return { scenario, ...compare(scenario, catalogue, { cache, basisOf: fieldBasis(scenario, catalogue), evidenceFrom }) }
}

/** All draws of a scenario, as the page draws them. */
export const oddsOf = (scenario: Scenario, catalogue: Catalogue, cache = servingCache()): Odds =>
  atOnce(oddsSteps(scenario, catalogue, oddsInputs(scenario, catalogue, automaticValue), { cache }))

/** @throws InputError likewise */
export const compareScenario = async (text: string, file: string, catalogue: Catalogue): Promise<string> => {
  const cache = servingCache()
  const compared = await comparedScenario(text, file, catalogue, cache)
  const rulePrices = atOnce(rulePriceSteps(compared.scenario, catalogue, { cache }))
  return JSON.stringify({ ...compared, rulePrices, odds: oddsOf(compared.scenario, catalogue, cache) })
}

/** Some seconds: every input is tried at many values, with every choice made anew. @throws InputError likewise */
export const sensitivityOfScenario = async (text: string, file: string, catalogue: Catalogue): Promise<string> => {
  const scenario = await readScenario(text, file, catalogue)
  const varied = variedInputs(scenario, oddsInputs(scenario, catalogue, automaticValue))
  return JSON.stringify({ scenario, sensitivity: atOnce(sensitivitySteps(scenario, catalogue, varied, { cache: servingCache() })) })
}

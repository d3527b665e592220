/**
 * `npm run -s cases -- price|finance|sizing|worked [FILE]`: golden cases through the engine. A line for each case that fails, the tally
 * last; exit 0, 1 if any failed, 2 for a file that cannot be read or is not of the shape.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { loadCatalogue } from '../catalogue/load-catalogue.ts'
import type { CaseResult } from './case-result.ts'
import { runFinanceCases } from './cases-finance.ts'
import { runPriceCases } from './cases-price.ts'
import { runSizingCases } from './cases-sizing.ts'
import { runWorkedCases } from './cases-worked.ts'
import { InputError, readText } from './read-input.ts'

const FAILED = 1
const BAD_INPUT = 2
const USAGE = `usage: cases price|finance|sizing|worked [FILE]      without FILE: the project's own cases in tests/golden`

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url))
const data = () => loadCatalogue(at('data'))

/**
 * Sizing cases were simulated with times of the prototype's kind. They ask whether the rule from times to replicas is
 * right, so they are answered with the prototype's coefficients; the product's are judged on measurements (ADR 0027).
 */
const simulatedData = () => ({
  ...data(),
  coefficients: JSON.parse(readFileSync(at('tests/golden/serving/prototype-coefficients.json'), 'utf8')) as Record<string, number>,
})

const KINDS: Readonly<Record<string, { readonly file: string; readonly run: (json: unknown) => readonly CaseResult[] }>> = {
  price: { file: 'price-cases.json', run: (json) => runPriceCases(json, data()) },
  finance: { file: 'finance-cases.json', run: runFinanceCases },
  sizing: { file: 'sizing-cases.json', run: (json) => runSizingCases(json, simulatedData()) },
  worked: { file: 'worked-examples.json', run: runWorkedCases },
}

const parsed = (text: string, file: string): unknown => {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new InputError(`${file}: not valid JSON (${error instanceof Error ? error.message : String(error)})`)
  }
}

const runFile = (kind: string, file: string): readonly CaseResult[] => {
  const json = parsed(readText(file), file)
  try {
    return KINDS[kind]!.run(json)
  } catch (error) {
    if (error instanceof RangeError) throw new InputError(`${file}: is nested too deeply`)
    throw error instanceof InputError ? new InputError(`${file}: ${error.message}`) : error
  }
}

const run = (words: readonly string[]): number => {
  const [kind, file] = words
  if (kind === undefined || !Object.hasOwn(KINDS, kind) || words.length > 2) {
    process.stderr.write(`${USAGE}\n`)
    return BAD_INPUT
  }
  let results: readonly CaseResult[]
  try {
    results = runFile(kind, file ?? at(`tests/golden/${KINDS[kind]!.file}`))
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    process.stderr.write(`cases ${kind}: ${error.message}\n`)
    return BAD_INPUT
  }
  const counted = results.filter((result) => result.skipped === undefined)
  const failed = counted.filter((result) => !result.passed)
  for (const result of results) if (result.skipped !== undefined) process.stdout.write(`skipped ${result.id}: ${result.skipped}\n`)
  for (const { id, expected, got } of failed)
    process.stdout.write(`failed ${id}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(got)}\n`)
  process.stdout.write(`${counted.length - failed.length} passed, ${failed.length} failed\n`)
  return failed.length > 0 ? FAILED : 0
}

process.exitCode = run(process.argv.slice(2))

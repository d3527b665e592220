/**
 * Every explanation is true: its root is the figure, every step follows from what stands under it, and every end is a field of the
 * scenario, a datum with a source of the catalogue and a date, or a constant with its reason.
 */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../../src/catalogue/load-catalogue.ts'
import { compare } from '../../src/engine/compare/compare.ts'
import { servingCache } from '../../src/engine/compare/serving-cache.ts'
import { formulas, type Explained } from '../../src/engine/explain.ts'
import { explainFigure, type Figure } from '../../src/engine/explanation/explain-figure.ts'
import { defaultScenario } from '../../src/scenario/defaults.ts'
import { fieldBasis } from '../../src/scenario/field-basis.ts'
import { findField, getField } from '../../src/scenario/fields.ts'
import { applyPreset } from '../../src/scenario/presets.ts'
import type { Scenario } from '../../src/scenario/schema.ts'
import { plausibleScenario } from '../helpers/plausible-scenario.ts'
import { smallCatalogue } from '../helpers/small-catalogue.ts'

const catalogue = smallCatalogue(loadCatalogue('data'))
const cache = servingCache()
const sources = new Set(catalogue.sources.map(({ id }) => id))
const registry = new Map(formulas().map((made) => [made.id, made]))
const REL = 1e-9
const DATE = /^\d{4}(-\d{2}){0,2}/

/** Steps said in words: too long for an equation, worked out by the engine. */
const IN_WORDS =
  /^(fleet-week|smallest-order|plan-layers|commitment-tail|serving-capacity|dense-weights|expert-weights|decode-\w+|hybrid-share|hybrid-hours|share-at-work|nodes-alive|resale-curve|end-factor|discounted-life)$/

const isClose = (a: number, b: number): boolean => Math.abs(a - b) <= REL * Math.max(Math.abs(a), Math.abs(b), 1e-9)

/** What is wrong with a node taken alone; null: nothing. */
const faultOf = ({ value, origin }: Explained, scenario: Scenario): string | null => {
  if (value === null || !Number.isFinite(value)) return `is ${value}`
  switch (origin.kind) {
    case 'formula': {
      const made = registry.get(origin.formula)
      if (made === undefined) return IN_WORDS.test(origin.formula) ? null : `is made by "${origin.formula}", which is no formula`
      const values: Record<string, number> = {}
      for (const name of Object.keys(made.inputs)) {
        const input = origin.inputs[name]
        if (input === undefined) return `lacks the input ${name}`
        if (input.unit !== made.inputs[name]) return `has ${name} in ${input.unit} instead of ${made.inputs[name]}`
        values[name] = input.value ?? Number.NaN
      }
      const again = made.bare(values)
      return isClose(again, value) ? null : `is ${value}, but ${made.text} makes ${again}`
    }
    case 'sum': {
      const total = origin.parts.reduce((sum, part) => sum + (part.value ?? Number.NaN), 0)
      return isClose(total, value) ? null : `is ${value}, its parts add up to ${total}`
    }
    case 'choice':
      return origin.chosen.value === value ? null : `is ${value}, ${origin.chosen.value} was chosen`
    case 'input': {
      const [root = '', ...key] = origin.field.split('.')
      const place = findField(origin.field) ?? findField(root)
      if (place === null) return `names the field ${origin.field}, which does not exist`
      const { field, workload } = place
      const held = getField(scenario, field, workload)
      if (origin.source !== null && !sources.has(origin.source)) return `names the source ${origin.source}, which is not in the catalogue`
      if (field.kind === 'record') return key.length > 0 ? null : `names the record ${origin.field} and no entry`
      if (typeof held === 'number') return held === value ? null : `is ${value}, the field ${origin.field} holds ${held}`
      return null
    }
    case 'datum':
      if (!sources.has(origin.source)) return `names the source "${origin.source}", which is not in the catalogue`
      return DATE.test(origin.checkedOn) ? null : `has the date "${origin.checkedOn}"`
    case 'constant':
      return origin.why === '' ? 'has no reason' : null
  }
}

const partsOf = ({ origin }: Explained): readonly Explained[] => {
  if (origin.kind === 'formula') return Object.values(origin.inputs)
  if (origin.kind === 'sum') return origin.parts
  return origin.kind === 'choice' ? [origin.chosen] : []
}

/** The faults of an explanation, each with what it stands under; the same fault under many months counts once. */
const faultsOf = (root: Explained, scenario: Scenario): string[] => {
  const faults = new Set<string>()
  // the end first: it is where a fault begins
  const visit = (node: Explained, way: string): void => {
    for (const part of partsOf(node)) visit(part, node.label)
    const fault = faultOf(node, scenario)
    if (fault !== null && faults.size < 5) faults.add(`${way} › ${node.label} [${node.unit}] ${fault}`)
  }
  visit(root, '')
  return [...faults]
}

const checkExplanations = (scenario: Scenario, most: number): void => {
  const given = { cache, basisOf: fieldBasis(scenario, catalogue) }
  const { options, verdict } = compare(scenario, catalogue, given)
  const check = (figure: Figure, value: number): void => {
    const root = explainFigure(scenario, catalogue, figure, given)
    const what = JSON.stringify(figure)
    expect(root, what).not.toBeNull()
    expect(faultsOf(root!, scenario), what).toEqual([])
    expect(isClose(root!.value!, value), `${what}: ${root!.value} instead of ${value}`).toBe(true)
  }
  if (verdict.difference !== null) check({ kind: 'difference' }, verdict.difference)
  const possible = options.filter((option) => option.levelised !== null)
  const stride = Math.max(1, Math.floor(possible.length / most))
  const best = [verdict.bestApiId, verdict.bestSelfHostedId]
  for (const [index, option] of possible.entries()) {
    if (index % stride !== 0 && !best.includes(option.id)) continue
    check({ kind: 'option', optionId: option.id }, option.levelised!)
    if (option.rented !== null) check({ kind: 'serving', optionId: option.id }, option.rented.instances)
    if (option.owned !== null) check({ kind: 'serving', optionId: option.id }, option.owned.nodes)
    if (best.includes(option.id))
      for (const line of option.lines) check({ kind: 'line', optionId: option.id, line: line.id }, line.levelised)
  }
}

/** Where an API of the same model is not much dearer than GPUs. */
const ONE_GPU = {
  models: ['qwen3.8-27b'],
  unknownCompetes: true,
  staffUsdPerYear: 10_000,
  gpu: 'h100-sxm',
  precision: 'bf16',
  policy: 'always-on',
} as const

describe('every figure explains itself', () => {
  it('in the default scenario', () => {
    checkExplanations(defaultScenario(), 60)
  })

  it.each(catalogue.presets.map((preset) => [preset.id, preset] as const))('with the preset %s', (_, preset) => {
    checkExplanations(applyPreset(defaultScenario(), 0, preset), 12)
  })

  it.each([
    ['a fleet inside working hours', { ...ONE_GPU, policy: 'working-hours' }, { requestsPerMonth: 2e7, batchShare: 0.2 }],
    [
      'growth and newer models',
      { ...ONE_GPU, swapEveryMonths: 6, apiSwapUsd: 500, selfHostedSwapUsd: 700 },
      { requestsPerMonth: 8e6, growthPerMonth: 0.1 },
    ],
    ['owned servers', ONE_GPU, { requestsPerMonth: 2e7 }],
  ] as const)('in hybrids with %s', (_, over, workload) => {
    const usual = defaultScenario()
    const scenario: Scenario = {
      ...usual,
      ...structuredClone<Partial<Scenario>>({ ...over, models: 'models' in over ? [...over.models] : usual.models }),
      months: 12,
      apiOneOffUsd: 900,
      apiExitUsd: 300,
      workloads: [{ ...usual.workloads[0]!, ...workload }],
    }
    const whole = loadCatalogue('data')
    const given = { cache, basisOf: fieldBasis(scenario, whole) }
    const hybrids = compare(scenario, whole, given).options.filter(({ kind }) => kind === 'hybrid')
    expect(hybrids.length).toBeGreaterThan(0)
    for (const { id, levelised, lines, rented } of hybrids.slice(0, 2)) {
      const whatOf = (figure: Figure, value: number): void => {
        const root = explainFigure(scenario, whole, figure, given)
        expect(faultsOf(root!, scenario), JSON.stringify(figure)).toEqual([])
        expect(isClose(root!.value!, value), `${JSON.stringify(figure)}: ${root!.value} instead of ${value}`).toBe(true)
      }
      whatOf({ kind: 'option', optionId: id }, levelised!)
      if (rented !== null) whatOf({ kind: 'serving', optionId: id }, rented.instances)
      for (const line of lines) whatOf({ kind: 'line', optionId: id, line: line.id }, line.levelised)
    }
  })

  it('in scenarios drawn at random', () => {
    fc.assert(
      fc.property(plausibleScenario, (scenario) => {
        checkExplanations({ ...scenario, months: Math.min(scenario.months, 6) }, 8)
      }),
      { seed: 20261123, numRuns: 12, endOnFailure: true },
    )
  })
})

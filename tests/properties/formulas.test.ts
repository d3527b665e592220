/** Every registered formula says what it does: its text equals its code on random inputs, and its units multiply out. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formulas } from '../../src/engine/explain.ts'
import type { Unit } from '../../src/units/unit.ts'
import { dimensionsOf, dimensionsOfUnit, evaluate, parseExpression, sameDimensions } from '../helpers/expression.ts'

// importing the engine registers its formulas
import.meta.glob(['../../src/engine/**/*.ts', '!**/*.test.ts'], { eager: true })

const SEED = 20261123
/** shares and rates stay where the formulas are defined; everything else is any positive size */
const sample = (unit: Unit) =>
  unit === '1' ? fc.double({ min: 0.02, max: 0.98, noNaN: true }) : fc.double({ min: 0.05, max: 5000, noNaN: true })

describe('registered formulas', () => {
  it('are there, each with its own id', () => {
    const ids = formulas().map((formula) => formula.id)
    expect(ids.length).toBeGreaterThan(20)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it.each(formulas().map((formula) => [formula.id, formula] as const))('%s: the text equals the code', (_id, formula) => {
    const expression = parseExpression(formula.text)
    const inputs = fc.record(Object.fromEntries(Object.entries(formula.inputs).map(([name, unit]) => [name, sample(unit)])))
    let defined = 0
    fc.assert(
      fc.property(inputs, (values) => {
        const written = evaluate(expression, values)
        const computed = formula.bare(values)
        if (Number.isFinite(written)) defined++
        if (Number.isNaN(written)) expect(computed).toBeNaN()
        else expect(Math.abs(computed - written)).toBeLessThanOrEqual(1e-9 * Math.max(1e-30, Math.abs(written)))
      }),
      { seed: SEED, numRuns: 200 },
    )
    expect(defined).toBeGreaterThan(0)
  })

  it.each(formulas().map((formula) => [formula.id, formula] as const))('%s: the units multiply out', (_id, formula) => {
    const found = dimensionsOf(parseExpression(formula.text), formula.inputs)
    const declared = dimensionsOfUnit(formula.unit)
    expect(sameDimensions(found, declared), `${JSON.stringify(found)} is not ${formula.unit} ${JSON.stringify(declared)}`).toBe(true)
  })
})

/** What must hold for the comparison of any scenario: no NaN, no negative cost, ranks and sums that agree. */
import { ok } from 'node:assert/strict'
import type { Comparison } from '../../src/engine/result.ts'

/** Forgives what rounding does to a sum of some thousand terms. */
const REL = 1e-9

/** A figure that is not a finite number, by its path; null: none. Infinity is no answer either. */
const firstBadNumber = (value: unknown, path: string): string | null => {
  if (typeof value === 'number') return Number.isFinite(value) ? null : `${path} = ${value}`
  if (typeof value !== 'object' || value === null) return null
  for (const [key, inner] of Object.entries(value)) {
    const found = firstBadNumber(inner, `${path}.${key}`)
    if (found !== null) return found
  }
  return null
}

/** @throws AssertionError naming the option and the figure */
export const checkComparison = (comparison: Comparison): void => {
  const bad = firstBadNumber(comparison, 'comparison')
  ok(bad === null, `not a finite number: ${bad}`)
  const byId = new Map(comparison.options.map((option) => [option.id, option]))
  ok(byId.size === comparison.options.length, 'two options share an id')
  for (const { id, status, levelised, lines, monthly, reasons } of comparison.options) {
    if (status === 'not-possible') {
      ok(levelised === null && reasons.length > 0, `${id} is not possible and has a cost or no reason`)
      continue
    }
    ok(levelised !== null && levelised >= 0, `${id} costs ${levelised}`)
    ok(monthly.length === comparison.months, `${id} has ${monthly.length} months of ${comparison.months}`)
    for (const line of lines) ok(line.monthly.every((usd) => usd >= 0) && line.levelised >= 0, `${id}: ${line.id} is negative`)
    const sum = lines.reduce((total, line) => total + line.levelised, 0)
    ok(Math.abs(sum - levelised) <= REL * Math.max(1, levelised), `${id}: its lines add up to ${sum}, not ${levelised}`)
  }
  let before = 0
  for (const id of comparison.ranking) {
    const cost = byId.get(id)?.levelised ?? null
    ok(cost !== null && cost >= before * (1 - REL), `${id} is out of rank`)
    before = cost
  }
}

import { describe, expect, it } from 'vitest'
import { constant, sum } from '../../engine/explain.ts'
import type { Explained } from '../../engine/explain.ts'
import { childrenOf, equationOf, fieldBehind, nodesAlong, ruleOf, sourcesBelow, termsOf } from './explanation-view.ts'

const datum = (label: string, value: number, source: string): Explained => ({
  label,
  value,
  unit: 'USD/GPU-hour',
  origin: { kind: 'datum', source, checkedOn: '2026-09-27', basis: 'quoted', override: 'gpuPrices.h100-sxm' },
})
const replicas: Explained = {
  label: 'Replicas',
  value: 2,
  unit: 'replica',
  origin: { kind: 'input', field: 'minReplicas', basis: 'yours', source: 'SCENARIO' },
}
const rent: Explained = {
  label: 'GPU rent',
  value: 3927.4,
  unit: 'USD/month',
  origin: {
    kind: 'formula',
    formula: 'rent',
    text: 'max(replicas, 1) * price * 730',
    inputs: { replicas, price: datum('Price', 2.69, 'CIVO') },
  },
}
const typed = rent as Explained & { readonly unit: 'USD/month' }
const total = sum('Monthly TCO', 'USD/month', [typed, constant('People', 'USD/month', 10, 'a test')])

describe('explanation view', () => {
  it('reads an equation as factors and signs in the order of the text', () => {
    const strip = equationOf(rent).map((piece) => (piece.kind === 'factor' ? piece.node.label : piece.text))
    expect(strip).toEqual(['the larger of (', 'Replicas', ',', '1', ')', '×', 'Price', '×', '730'])
  })

  it('keeps a sign with the factor it stands before', () => {
    expect(termsOf(rent).map(({ signs, factor }) => [signs.join(' '), factor?.node.label ?? null])).toEqual([
      ['the larger of (', 'Replicas'],
      [', 1 ) ×', 'Price'],
      ['× 730', null],
    ])
  })

  it('has no equation for a sum, a leaf or an input name that is inherited from Object', () => {
    expect(equationOf(total)).toEqual([])
    expect(equationOf(replicas)).toEqual([])
    const odd: Explained = { ...rent, origin: { kind: 'formula', formula: 'odd', text: 'toString * 2', inputs: {} } }
    expect(equationOf(odd)).toEqual([])
  })

  it('gives a rule in words as it stands', () => {
    const text = 'the largest number at which every limit holds'
    const searched: Explained = { ...rent, origin: { kind: 'formula', formula: 'search', text, inputs: { replicas } } }
    expect(ruleOf(searched)).toBe(text)
    expect(equationOf(searched)).toEqual([])
    expect(ruleOf(rent)).toBeNull()
  })

  it('walks down a path and stops where the explanation has changed', () => {
    expect(nodesAlong(total, ['0', 'price']).map(({ label }) => label)).toEqual(['Monthly TCO', 'GPU rent', 'Price'])
    expect(nodesAlong(total, ['7', 'price']).map(({ label }) => label)).toEqual(['Monthly TCO'])
    expect(childrenOf(replicas)).toEqual([])
  })

  it('lists every source below a number once', () => {
    const twice = sum('Twice', 'USD/month', [typed, typed])
    expect([...sourcesBelow(twice)].sort()).toEqual(['CIVO', 'SCENARIO'])
  })

  it('knows which field replaces a number', () => {
    expect(fieldBehind(replicas)).toBe('minReplicas')
    expect(fieldBehind(datum('Price', 1, 'A'))).toBe('gpuPrices.h100-sxm')
    expect(fieldBehind(rent)).toBeNull()
  })
})

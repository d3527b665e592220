/** The serving model asks for as many replicas as simulated fleets need (`serving-model.md` 9, Check). */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../../src/catalogue/load-catalogue.ts'
import { runSizingCases } from '../../src/cli/cases-sizing.ts'
import { freeBytesInPlans } from '../../src/engine/serving/memory.ts'
import { constantsOf, featuresOf, type Configuration } from './serving-features.ts'

interface Config extends Configuration {
  readonly constants: Readonly<Record<string, number>>
  readonly kvFreeBytesPerGpu: number
  readonly kvBytesPerTokenPerGpu: number
  readonly kvBytesPerSequencePerGpu: number
}
interface File {
  readonly configs: Readonly<Record<string, Config>>
  readonly cases: readonly { readonly id: string; readonly feasible: boolean }[]
}

/** The simulation used times of the prototype's kind: the cases test the rule from times to replicas, not the fit (ADR 0027). */
const catalogue = {
  ...loadCatalogue(fileURLToPath(new URL('../../data', import.meta.url))),
  coefficients: JSON.parse(readFileSync(new URL('serving/prototype-coefficients.json', import.meta.url), 'utf8')) as Record<string, number>,
}
const file: File = JSON.parse(readFileSync(new URL('sizing-cases.json', import.meta.url), 'utf8'))
const results = runSizingCases(file, catalogue)

/** c35 (8, simulated 10) and c41 (5, simulated 12: a trace that is empty most seconds) are known not to agree. */
const KNOWN_MISSES = ['c35', 'c41']
const REQUEST_CONSTANTS = ['isl', 'osl', 'C', 'lock', 'hit', 'flLin']

describe('sizing cases', () => {
  it('agree within one replica or 10 % in all but the two known ones of 24', () => {
    expect(results).toHaveLength(24)
    expect(results.filter(({ passed }) => !passed).map(({ id }) => id)).toEqual(KNOWN_MISSES)
  })

  it('are infeasible exactly where the simulation is', () => {
    const infeasible = results.filter(({ got }) => (got as { replicas: number | null }).replicas === null).map(({ id }) => id)
    expect(infeasible).toEqual(file.cases.filter(({ feasible }) => !feasible).map(({ id }) => id))
  })

  it('give the capacities the specification names: 142 in c01, 11 in c34', () => {
    const concurrency = (id: string) => (results.find((result) => result.id === id)?.got as { concurrency: number }).concurrency
    expect([concurrency('c01'), concurrency('c34')]).toEqual([142, 11])
  })

  it.each(Object.entries(file.configs))('config %s has the constants of the file to 1e-9', (_, config) => {
    const k = constantsOf(catalogue, config)
    const features = featuresOf(catalogue, k)
    const expected = {
      ...Object.fromEntries(Object.entries(config.constants).filter(([name]) => !REQUEST_CONSTANTS.includes(name))),
      kvFree: config.kvFreeBytesPerGpu,
      kvPerToken: config.kvBytesPerTokenPerGpu,
      kvPerSequence: config.kvBytesPerSequencePerGpu,
    }
    const got: Record<string, number> = {
      ...features,
      kvFree: freeBytesInPlans(k),
      kvPerToken: k.kv.storedPerToken,
      kvPerSequence: k.kv.storedWindows + k.kv.stateBytes,
    }
    for (const [name, value] of Object.entries(expected))
      expect(Math.abs(got[name]! - value), `${name}: ${value}, got ${got[name]}`).toBeLessThanOrEqual(1e-9 * Math.abs(value))
  })

  it('name the field of a file that is no such table', () => {
    expect(() => runSizingCases({ configs: {}, cases: [{ id: 'x' }] }, catalogue)).toThrow(/cases\.0\.config/)
    expect(() => runSizingCases([], catalogue)).toThrow(/not a file of sizing cases/)
  })

  it('report a configuration the model does not know, without stopping at it', () => {
    const strange = { ...file, configs: { ...file.configs, S: { ...file.configs['S']!, system: 'tpu' } } }
    const [first, ...others] = runSizingCases(strange, catalogue)
    expect(first).toMatchObject({ passed: false, got: { error: 'Unknown GPU system "tpu".' } })
    expect(others.some(({ passed }) => passed)).toBe(true)
  })
})

/** The serving model agrees with the prototype's vectors: every output and every intermediate. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../../src/catalogue/load-catalogue.ts'
import { closedLoop } from '../../src/engine/serving/batching.ts'
import { decodeParts, decodeStepSeconds } from '../../src/engine/serving/decode-step.ts'
import { constantsOf, featuresOf, type Configuration } from './serving-features.ts'

interface Vector {
  readonly input: Configuration & { islMean: number; oslMean: number; conc: number; lockstep: number; hit?: number }
  readonly features: Readonly<Record<string, number>>
  readonly output: Readonly<Record<string, number>> & { readonly parts_ms: Readonly<Record<string, number>> }
  readonly decodeStepB37Drafts3_ms?: number
}

const TOLERANCE = 1e-6
/** of the request, not of the constants; `flLin` is used nowhere in the model */
const REQUEST_FEATURES = ['isl', 'osl', 'C', 'lock', 'hit', 'flLin']

/** With the prototype's coefficients, which made the vectors; the product's are fitted anew (ADR 0027). */
const catalogue = {
  ...loadCatalogue(fileURLToPath(new URL('../../data', import.meta.url))),
  coefficients: JSON.parse(readFileSync(new URL('serving/prototype-coefficients.json', import.meta.url), 'utf8')) as Record<string, number>,
}
const vectorsOf = (file: string): Vector[] => JSON.parse(readFileSync(new URL(`serving/${file}`, import.meta.url), 'utf8'))

/** Names whose figures differ by more than 1e-6 relative, with both figures. */
const differences = (expected: Readonly<Record<string, number>>, got: Readonly<Record<string, number>>): string[] =>
  Object.entries(expected)
    .filter(([name, value]) => !(Math.abs((got[name] ?? NaN) - value) <= TOLERANCE * Math.abs(value)))
    .map(([name, value]) => `${name}: ${value}, got ${got[name]}`)

const milliseconds = (record: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(record).map(([name, seconds]) => [name, seconds * 1000]))

describe.each([
  ['test-vectors.json', 49],
  ['test-vectors-extra.json', 35],
])('%s', (file, count) => {
  const vectors = vectorsOf(file)

  it(`holds ${count} vectors`, () => {
    expect(vectors).toHaveLength(count)
  })

  it.each(vectors.map((vector, index) => ({ vector, name: `${index}: ${vector.input.model} on ${vector.input.gpus} ${vector.input.system}` })))(
    '$name agrees in every figure',
    ({ vector }) => {
      const { input, output } = vector
      const k = constantsOf(catalogue, input)
      const features = Object.fromEntries(Object.entries(vector.features).filter(([name]) => !REQUEST_FEATURES.includes(name)))
      expect(differences(features, featuresOf(catalogue, k))).toEqual([])

      const result = closedLoop(k, {
        inputTokens: input.islMean,
        outputTokens: input.oslMean,
        cachedShare: input.hit ?? 0,
        clients: input.conc,
        lockstep: input.lockstep === 1,
      })
      const { parts_ms, ...figures } = output
      expect(
        differences(figures, {
          tpot_ms: result.tpotSeconds * 1000,
          ttft_ms: result.ttftSeconds * 1000,
          outTokSGpu: result.outputTokensPerSecondPerGpu,
          decodingSequences: result.decodingSequences,
          kvCapacitySequences: result.memorySequences,
          prefillMarginal_ms: result.marginalPrefillSeconds * 1000,
          lonePrefill_ms: result.lonePrefillSeconds * 1000,
          decodeStep_ms: result.decodeStepSeconds * 1000,
        }),
      ).toEqual([])
      const parts = decodeParts(k, result.lastPassSequences, result.context)
      expect(
        differences(
          parts_ms,
          milliseconds({
            over: parts.overhead,
            wA: parts.denseWeights,
            wE: parts.expertWeights,
            kv: parts.kv,
            state: parts.state,
            comm: parts.communication,
          }),
        ),
      ).toEqual([])
      if (vector.decodeStepB37Drafts3_ms !== undefined)
        expect(
          differences({ drafted: vector.decodeStepB37Drafts3_ms }, { drafted: decodeStepSeconds(k, 37, result.context, 3) * 1000 }),
        ).toEqual([])
    },
  )
})

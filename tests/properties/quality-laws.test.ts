/** What must hold of quality, whatever the scores: lower floors, order, missing scores, the Pareto line, token ratios, acceptance. */
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../../src/catalogue/load-catalogue.ts'
import { loadQuality } from '../../src/catalogue/load-quality.ts'
import type { ModelScore, Quality, Yardstick } from '../../src/catalogue/quality-schema.ts'
import { acceptedView } from '../../src/engine/quality/accepted-view.ts'
import { candidateDemand } from '../../src/engine/quality/candidate-demand.ts'
import type { QualityStanding } from '../../src/engine/quality/quality-result.ts'
import { paretoLine } from '../../src/engine/quality/quality-view.ts'
import { standingOf } from '../../src/engine/quality/standing-of.ts'
import { tokenRatio } from '../../src/engine/quality/token-ratio.ts'
import { verbosityRange } from '../../src/engine/quality/verbosity-range.ts'

const SEED = 20261123
const RUNS = { seed: SEED, numRuns: 400 }

const data = join(import.meta.dirname, '../../data')
const { models } = loadCatalogue(data)
const real = loadQuality(data, models)
const nameOf = (id: string) => id

/** From worst to best; an unknown one is none of these. */
const RANK: Partial<Record<QualityStanding, number>> = { weaker: 0, contested: 1, equal: 2, better: 3 }

const yardstick = (id: string, band: number | null, typicalHalfWidth: number | null): Yardstick => ({
  id,
  benchmark: id,
  name: id,
  measures: id,
  unit: 'points',
  kind: 'independent',
  band,
  bandWhy: 'drawn',
  typicalHalfWidth,
})

const points = fc.double({ min: 0, max: 100, noNaN: true })
const width = fc.double({ min: 0, max: 20, noNaN: true })

const aScore = (on: string) =>
  fc
    .record({
      score: points,
      half: fc.option(width),
      date: fc.constantFrom('2026-01', '2026-06'),
      variant: fc.option(fc.constantFrom('high', 'low')),
    })
    .map(({ score, half, date, variant }): ModelScore => ({
      yardstick: on,
      score,
      interval: half === null ? null : [score - half, score + half],
      votes: null,
      date,
      kind: 'independent',
      kindWords: 'independent',
      variant,
      source: 's',
      origin: null,
      note: null,
      run: {},
    }))

const IDS = ['a', 'b', 'c', 'd', 'e']
const someQuality = fc
  .record({
    scores: fc.tuple(...IDS.map(() => fc.tuple(fc.array(aScore('first'), { maxLength: 3 }), fc.array(aScore('second'), { maxLength: 2 })))),
    bands: fc.tuple(fc.option(width), fc.option(width)),
    typical: fc.option(width),
  })
  .map(({ scores, bands, typical }): Quality => ({
    ...real,
    yardsticks: [yardstick('first', bands[0], typical), yardstick('second', bands[1], null)],
    scores: Object.fromEntries(IDS.map((id, at) => [id, scores[at]!.flat()])),
  }))

describe('standing', () => {
  it('a lower floor never makes a model weaker', () => {
    fc.assert(
      fc.property(someQuality, points, points, points, points, (quality, a, b, c, d) => {
        const at = (score: number, second: number) =>
          IDS.map((id) => standingOf(id, { yardstick: 'first', floor: { score, second }, second: 'second' }, { quality, nameOf }).standing)
        const high = at(Math.max(a, b), Math.max(c, d))
        const low = at(Math.min(a, b), Math.min(c, d))
        high.forEach((standing, index) => {
          if (standing === 'unknown') expect(low[index]).toBe('unknown')
          else expect(RANK[low[index]!]).toBeGreaterThanOrEqual(RANK[standing]!)
        })
      }),
      RUNS,
    )
  })

  it('does not depend on the order of models or of scores', () => {
    fc.assert(
      fc.property(someQuality, fc.constantFrom(...IDS), (quality, modelId) => {
        const turned: Quality = {
          ...quality,
          yardsticks: [...quality.yardsticks].reverse(),
          scores: Object.fromEntries(
            Object.entries(quality.scores)
              .reverse()
              .map(([id, scores]) => [id, [...scores].reverse()]),
          ),
        }
        const choice = { yardstick: 'first', floor: { modelId }, second: 'second' }
        for (const id of IDS) {
          const { standing, difference, text } = standingOf(id, choice, { quality, nameOf })
          const other = standingOf(id, choice, { quality: turned, nameOf })
          expect([other.standing, other.difference]).toEqual([standing, difference])
          if (standing === 'unknown') expect(other.text).toBe(text)
        }
      }),
      RUNS,
    )
  })

  it('a model without a score, a floor without one, or a yardstick without a band is unknown, and equal only to itself', () => {
    fc.assert(
      fc.property(someQuality, fc.constantFrom(...IDS), (quality, modelId) => {
        const has = (id: string) => quality.scores[id]!.some((score) => score.yardstick === 'first')
        const judges = quality.yardsticks[0]!.band !== null
        for (const id of IDS) {
          const { standing } = standingOf(id, { yardstick: 'first', floor: { modelId }, second: 'second' }, { quality, nameOf })
          if (id === modelId) expect(standing).toBe('equal')
          else expect(standing === 'unknown').toBe(!has(id) || !has(modelId) || !judges)
        }
      }),
      RUNS,
    )
  })

  it('of all real models against all real models: unknown exactly where one of the two has no score', () => {
    const id = 'lmarena_text_style_control'
    const has = (modelId: string) => real.scores[modelId]?.some((score) => score.yardstick === id) === true
    for (const floor of models)
      for (const { id: modelId } of models) {
        if (modelId === floor.id) continue
        const { standing } = standingOf(modelId, { yardstick: id, floor: { modelId: floor.id }, second: null }, { quality: real, nameOf })
        expect(standing === 'unknown', `${modelId} against ${floor.id}`).toBe(!has(modelId) || !has(floor.id))
      }
  })
})

describe('the Pareto line', () => {
  const maybe = fc.option(fc.integer({ min: 0, max: 12 }), { freq: 6 })
  const options = fc
    .array(fc.record({ cost: maybe, score: maybe }), { maxLength: 20 })
    .map((all) => all.map((one, at) => ({ id: `o${at}`, ...one })))

  it('holds exactly the options that none other beats, cheapest first', () => {
    fc.assert(
      fc.property(options, (all) => {
        const known = all.filter(({ cost, score }) => cost !== null && score !== null) as { id: string; cost: number; score: number }[]
        const beaten = (one: { cost: number; score: number }) =>
          known.some((other) => other.cost <= one.cost && other.score >= one.score && (other.cost < one.cost || other.score > one.score))
        const line = paretoLine(all)
        expect([...line].sort()).toEqual(
          known
            .filter((one) => !beaten(one))
            .map(({ id }) => id)
            .sort(),
        )
        const costs = line.map((id) => known.find((one) => one.id === id)!.cost)
        expect(costs).toEqual([...costs].sort((a, b) => a - b))
        expect(paretoLine([...all].reverse())).toEqual(line)
      }),
      RUNS,
    )
  })
})

describe('token ratios', () => {
  const { tokenizers } = real
  const model = fc.constantFrom(...models.map(({ id }) => id))
  const language = fc.constantFrom(...tokenizers.languages.map(({ id }) => id))

  it('are ordered, 1 for the same model, and turned round their own inverse', () => {
    fc.assert(
      fc.property(model, model, language, (from, to, id) => {
        const there = tokenRatio(from, to, id, tokenizers)
        const back = tokenRatio(to, from, id, tokenizers)
        expect(there.low).toBeLessThanOrEqual(there.typical)
        expect(there.typical).toBeLessThanOrEqual(there.high)
        expect(there.low).toBeGreaterThan(0)
        expect(there.low * back.high).toBeCloseTo(1, 9)
        expect(there.typical * back.typical).toBeCloseTo(1, 9)
        expect(back.kind).toBe(there.kind)
        if (from === to) expect(there).toMatchObject({ low: 1, typical: 1, high: 1 })
      }),
      RUNS,
    )
  })

  it('are 1 wherever a tokenizer is not measured and no maker says otherwise', () => {
    fc.assert(
      fc.property(model, model, language, (from, to, id) => {
        const found = tokenRatio(from, to, id, tokenizers)
        if (found.kind === 'default') expect(found.typical).toBe(1)
      }),
      RUNS,
    )
  })
})

describe('a workload in the tokens of another model', () => {
  const ratio = fc.double({ min: 0.2, max: 5, noNaN: true })
  const tokens = fc.double({ min: 0, max: 1e6, noNaN: true })
  const workload = fc.record({ inputTokens: tokens, outputTokens: tokens, reasoningTokens: tokens })

  it('is unchanged at ratios of 1, goes with them, and never takes fewer tokens for a higher one', () => {
    fc.assert(
      fc.property(workload, ratio, ratio, ratio, (one, tau, visible, reasoning) => {
        expect(candidateDemand(one, 1, { visible: 1, reasoning: 1 })).toEqual(one)
        const there = candidateDemand(one, tau, { visible, reasoning })
        const back = candidateDemand(there, 1 / tau, { visible: 1 / visible, reasoning: 1 / reasoning })
        expect(back.inputTokens).toBeCloseTo(one.inputTokens, 6)
        expect(back.outputTokens).toBeCloseTo(one.outputTokens, 6)
        expect(back.reasoningTokens).toBeCloseTo(one.reasoningTokens, 6)
        const more = candidateDemand(one, tau * 1.1, { visible, reasoning })
        for (const key of ['inputTokens', 'outputTokens', 'reasoningTokens'] as const) expect(more[key]).toBeGreaterThanOrEqual(there[key])
      }),
      RUNS,
    )
  })
})

describe('verbosity', () => {
  it('turned round is its own inverse, and says nothing between models of one kind', () => {
    const openness = [true, false, null]
    for (const from of openness)
      for (const to of openness) {
        const there = verbosityRange({ openWeights: from }, { openWeights: to }, real.verbosity)
        const back = verbosityRange({ openWeights: to }, { openWeights: from }, real.verbosity)
        expect(there.used).toBe(1)
        if (from === null || to === null || from === to) expect([there.range, back.range]).toEqual([null, null])
        else expect(there.range!.low * back.range!.high).toBeCloseTo(1, 12)
      }
  })
})

describe('cost per accepted result', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  const usd = fc.double({ min: 0, max: 10, noNaN: true })

  it('is never below the cost of an attempt, and falls as more is accepted at once', () => {
    fc.assert(
      fc.property(usd, usd, usd, share, share, share, (attempt, reviewUsd, escalationUsd, p, q, escalate) => {
        const at = (atOnce: number) =>
          acceptedView(attempt, 1000, {
            atOnce,
            reviewUsd,
            escalationShare: (1 - Math.max(p, q)) * escalate,
            escalationUsd,
            afterEscalation: 1,
          })
        const few = at(Math.min(p, q))
        const many = at(Math.max(p, q))
        if (few.usdPerAccepted === null || many.usdPerAccepted === null) return
        expect(few.usdPerAccepted).toBeGreaterThanOrEqual(attempt - 1e-9)
        expect(many.usdPerAccepted).toBeLessThanOrEqual(few.usdPerAccepted + 1e-9)
        expect(many.acceptedPerMonth).toBeLessThanOrEqual(1000 + 1e-6)
      }),
      RUNS,
    )
  })
})

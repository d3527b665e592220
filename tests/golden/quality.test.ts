/** Where does a model stand against a floor? Cases worked by hand from the imported scores. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../../src/catalogue/load-catalogue.ts'
import { loadQuality } from '../../src/catalogue/load-quality.ts'
import type { QualityStanding } from '../../src/engine/quality/quality-result.ts'
import { standingOf, type QualityChoice } from '../../src/engine/quality/standing-of.ts'

interface Case extends QualityChoice {
  readonly id: string
  readonly model: string
  readonly expected: {
    readonly standing: QualityStanding
    readonly difference: number | null
    /** to three decimals */
    readonly band: number | null
    readonly date: string | null
    readonly variant: string | null
  }
}

const { cases } = JSON.parse(readFileSync(join(import.meta.dirname, 'quality-cases.json'), 'utf8')) as { cases: Case[] }

const data = join(import.meta.dirname, '../../data')
const { models } = loadCatalogue(data)
const facts = {
  quality: loadQuality(data, models),
  nameOf: (id: string) => models.find((model) => model.id === id)?.name ?? id,
}

describe('standing against a floor', () => {
  it.each(cases.map((one) => [one.id, one] as const))('%s', (_id, { model, expected, ...choice }) => {
    expect(models.map(({ id }) => id)).toContain(model)
    const { standing, difference, score, text } = standingOf(model, choice, facts)
    expect(standing).toBe(expected.standing)
    if (expected.difference === null) expect(difference).toBeNull()
    else expect(difference).toBeCloseTo(expected.difference, 9)
    if (expected.band === null) expect(score?.band ?? null).toBeNull()
    else expect(score?.band).toBeCloseTo(expected.band, 3)
    expect(score?.date ?? null).toBe(expected.date)
    expect(score?.variant ?? null).toBe(expected.variant)
    if (['weaker', 'contested', 'unknown'].includes(standing)) expect(text).toMatch(/^\S.*\.$/)
  })

  it('are of every kind', () => {
    expect(new Set(cases.map(({ expected }) => expected.standing)).size).toBe(6)
  })

  it('says in words which variant was scored, when, and on what', () => {
    const choice = { yardstick: 'lmarena_text_style_control', floor: { modelId: 'gpt-5.6-sol' }, second: 'epoch_capabilities_index' }
    expect(standingOf('kimi-k3', choice, facts).text).toBe(
      'Two yardsticks disagree about Kimi K3: 8.0 points above the floor on LMArena text, style control (1489.7 against 1481.7, ' +
        'scored as kimi-k3-max, 2026-08-19), and 4.2 points below the floor on Epoch Capabilities Index (157.6 against 161.8, 2026-09/10).',
    )
    expect(standingOf('mistral-large-4', choice, facts).text).toBe('Mistral Large 4 has no score on LMArena text, style control.')
  })

  it('does not know a yardstick that is not there', () => {
    expect(() => standingOf('kimi-k3', { yardstick: 'vibes', floor: null, second: null }, facts)).toThrow('There is no yardstick "vibes".')
  })
})

import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../../catalogue/load-catalogue.ts'
import type { Comparison } from '../../engine/result.ts'
import { defaultScenario } from '../../scenario/defaults.ts'
import { findField } from '../../scenario/fields.ts'
import { floorNote } from './floor-note.ts'
import { groupedChoices } from './grouped-choices.ts'

const catalogue = loadCatalogue('data')
const first = defaultScenario()
const groups = (key: string, scenario = first) => groupedChoices(findField(key)!.field, catalogue, scenario)
const label = (key: string, id: string, scenario = first) =>
  groups(key, scenario)
    .flatMap(({ choices }) => choices)
    .find(({ value }) => value === id)?.label

describe('the floor', () => {
  it('says its score, band and date', () => {
    // data/quality: 1451.3 on 29 July 2026; the band of that yardstick is 6.3
    expect(floorNote(first, catalogue, null)).toEqual({
      text: expect.stringMatching(/^GPT-5\.6 Luna: 1,451 ± [6-9] on LMArena text, style control, \d+ \w{3} 2026\.$/),
      standIn: null,
    })
  })

  it('offers a stand-in for a model without a score', () => {
    const scenario = { ...first, usedToday: 'openai/gpt-6.2-sol' }
    const comparison = { floorWanted: { modelId: 'gpt-6.2-sol', standInId: 'gpt-5.6-sol' } } as Comparison
    expect(floorNote(scenario, catalogue, null)).toMatchObject({ standIn: null })
    expect(floorNote(scenario, catalogue, comparison)).toEqual({
      text: 'GPT-6.2 Sol has no score on LMArena text, style control, so no model can be held against it.',
      standIn: { id: 'gpt-5.6-sol', name: 'GPT-5.6 Sol' },
    })
    expect(floorNote({ ...scenario, floorModel: 'gpt-5.6-sol' }, catalogue, comparison).standIn).toBeNull()
  })

  it('may be a score, be missing, or stand on a yardstick that cannot judge', () => {
    expect(floorNote({ ...first, floorScore: 1400 }, catalogue, null).text).toMatch(/^A score of 1,400 on/)
    expect(floorNote({ ...first, usedToday: null }, catalogue, null).text).toMatch(/no floor/)
    const shown = catalogue.quality.yardsticks.find(
      ({ id, band }) =>
        band === null &&
        Object.values(catalogue.quality.scores)
          .flat()
          .some((score) => score.yardstick === id),
    )!
    const [model = ''] = Object.entries(catalogue.quality.scores).find(([, scores]) =>
      scores.some((score) => score.yardstick === shown.id),
    )!
    expect(floorNote({ ...first, yardstick: shown.id, floorModel: model }, catalogue, null).text).toMatch(/not published/)
  })
})

describe('long lists', () => {
  it('hold every choice once, in groups', () => {
    for (const key of ['floor', 'counted', 'today', 'yardstick', 'yardstick2']) {
      const values = groups(key).flatMap(({ choices }) => choices.map(({ value }) => value))
      expect(new Set(values).size, key).toBe(values.length)
      expect(groups(key).length, key).toBeGreaterThan(1)
    }
    expect(groups('floor').flatMap(({ choices }) => choices)).toHaveLength(catalogue.models.length + 1)
  })

  it('say the score of a model on the yardstick chosen', () => {
    expect(label('floor', 'gpt-5.6-luna')).toBe('GPT-5.6 Luna, 1,451')
    expect(label('floor', 'gpt-6.2-sol')).toBe('GPT-6.2 Sol, no score')
    expect(groups('yardstick')[0]).toMatchObject({ label: 'Can judge', choices: [{}, {}] })
  })
})

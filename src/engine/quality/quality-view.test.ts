import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../../catalogue/load-catalogue.ts'
import { loadQuality } from '../../catalogue/load-quality.ts'
import { applyFloor } from '../quality-floor.ts'
import { qualityView } from './quality-view.ts'
import { standingOf } from './standing-of.ts'

const data = join(import.meta.dirname, '../../../data')
const { models } = loadCatalogue(data)
const quality = loadQuality(data, models)
const EPOCH = 'epoch_capabilities_index'

describe('qualityView', () => {
  it('draws floor, band and the options that nothing beats', () => {
    const options = [
      { id: 'dear and good', cost: 900, score: 160 },
      { id: 'cheap', cost: 100, score: 150 },
      { id: 'beaten', cost: 500, score: 149 },
      { id: 'no score', cost: 1, score: null },
      { id: 'not possible', cost: null, score: 170 },
      { id: 'as cheap and as good', cost: 100, score: 150 },
    ]
    expect(qualityView(options, { yardstick: EPOCH, floor: { modelId: 'gpt-5.6-sol' }, second: null }, quality)).toMatchObject({
      yardstick: EPOCH,
      yardstickName: 'Epoch Capabilities Index',
      unit: 'ECI',
      floor: 161.8,
      floorModelId: 'gpt-5.6-sol',
      band: 1,
      pareto: ['as cheap and as good', 'cheap', 'dear and good'],
    })
  })

  it('says what the yardstick measures, where its band comes from and whose scores they are', () => {
    const { measures, bandWhy, sources } = qualityView([], { yardstick: 'lmarena_text_style_control', floor: null, second: null }, quality)
    expect(measures).toBe(quality.yardsticks.find(({ id }) => id === 'lmarena_text_style_control')?.measures)
    expect(bandWhy).toMatch(/interval/)
    expect(sources).toEqual({
      lmarena: {
        name: 'LMArena leaderboard dataset, text_style_control, category overall/coding',
        url: 'https://huggingface.co/datasets/lmarena-ai/leaderboard-dataset',
        asOf: '2026-08-19 (leaderboard_publish_date)',
        kind: 'independent (crowd preference)',
      },
    })
  })

  it('has no floor where the model of the floor has no score, or none was set', () => {
    const floorOf = (floor: { modelId: string } | null) => qualityView([], { yardstick: EPOCH, floor, second: null }, quality)
    expect(floorOf({ modelId: 'gpt-6.2-sol' })).toMatchObject({ floor: null, floorModelId: 'gpt-6.2-sol' })
    expect(floorOf(null)).toMatchObject({ floor: null, floorModelId: null })
  })
})

describe('a band that is the same for all scores', () => {
  it('keeps exactly the models that the floor of the golden case keeps', () => {
    const scored = models.flatMap(({ id }) => {
      const score = quality.scores[id]?.find(({ yardstick }) => yardstick === EPOCH)
      return score === undefined ? [] : [{ id, score: score.score, cost: 1 }]
    })
    expect(scored).toHaveLength(33)
    for (const floor of [146, 150, 155.5, 161.8]) {
      const { inside } = applyFloor(scored, floor, 1)
      const kept = scored.filter(
        ({ id }) =>
          standingOf(id, { yardstick: EPOCH, floor: { score: floor, second: null }, second: null }, { quality, nameOf: (one) => one })
            .standing !== 'weaker',
      )
      expect(kept.map(({ id }) => id).sort()).toEqual(inside.map(({ id }) => id).sort())
    }
  })
})

import { describe, expect, it } from 'vitest'
import { sampleComparison } from '../../../tests/helpers/sample-comparison.ts'
import { sampleQuality } from '../../../tests/helpers/sample-quality.ts'
import { qualityFigure } from './quality-model.ts'
import { qualityPoints } from './quality-points.ts'
import { qualityExport, qualitySources, qualityTable } from './quality-table.ts'

const figureOf = (...args: Parameters<typeof sampleQuality>) => qualityFigure(sampleQuality(...args))!

describe('the marks of figure 5', () => {
  const figure = figureOf()

  it('are one for each model and kind, cheapest first', () => {
    const { scored } = qualityPoints(sampleQuality())
    const keys = scored.map(({ option }) => `${option.kind} ${option.modelId}`)
    expect(new Set(keys).size).toBe(keys.length)
    // Qwen3.8-27B is rented on H100 and on L40S; the sample's H100 fleet is the cheaper one
    expect(scored.filter(({ option }) => option.modelName === 'Qwen3.8-27B').map(({ option }) => option.id)).toEqual([
      'qwen3.8-27b-together',
      'qwen3.8-27b-h100',
    ])
    const costs = figure.marks.map(({ cost }) => cost)
    expect(costs).toEqual(costs.toSorted((a, b) => a - b))
  })

  it('say whether a model is weaker, contested, or kept out, and never give one without a score a height', () => {
    const states = Object.fromEntries(figureOf({}, ['glm-5.3-bedrock']).marks.map(({ id, state }) => [id, state]))
    expect(states).toEqual({
      'gpt-6.2-sol': 'in',
      'gemini-3.8-flash': 'weaker',
      'claude-sonnet-5.5': 'in',
      'mistral-medium-4': 'contested',
      'glm-5.3-bedrock': 'kept-out',
      'qwen3.8-27b-together': 'weaker',
      'qwen3.8-27b-h100': 'weaker',
    })
  })

  it('give way to a dearer offer of the model where a rule keeps the cheaper one out', () => {
    const ids = figureOf({}, ['qwen3.8-27b-h100']).marks.map(({ id }) => id)
    expect(ids).toContain('qwen3.8-27b-l40s')
    expect(ids).not.toContain('qwen3.8-27b-h100')
  })

  it('name what lies on the line, and say "used today" of the buyer’s own', () => {
    const labels = Object.fromEntries(figure.marks.flatMap(({ id, label }) => (label === null ? [] : [[id, label]])))
    expect(Object.keys(labels).toSorted()).toEqual(['claude-sonnet-5.5', 'gemini-3.8-flash', 'glm-5.3-bedrock', 'gpt-6.2-sol'])
    expect(labels['gpt-6.2-sol']).toEqual({ name: 'GPT-6.2 Sol', role: null, you: true, must: true })
    expect(labels['glm-5.3-bedrock']).toMatchObject({ role: 'cheapest API', you: false })
    expect(labels['claude-sonnet-5.5']).toMatchObject({ role: null, must: false })
    expect(figure.line.map(({ score }) => score)).toEqual([1430, 1455, 1480])
  })

  it('read in full: cost, score with its band, and how it is judged', () => {
    expect(figure.marks.find(({ id }) => id === 'mistral-medium-4')!.words).toMatch(
      /^Mistral Medium 4: \$[\d,]+ a month, 1,460\.0 ± 6\.0, yardsticks disagree$/,
    )
  })

  it('lie inside the axes, with the band', () => {
    const { costs, scores, band, floor } = figure
    for (const { cost, score } of figure.marks) {
      expect(cost >= costs.low && cost <= costs.high).toBe(true)
      expect(score > scores.low && score < scores.high).toBe(true)
    }
    expect(band).toEqual({ low: 1444, high: 1456 })
    expect(floor).toEqual({ score: 1450, text: 'As good as GPT-6.2 Sol: 1,450.0', short: 'Floor: 1,450.0' })
  })
})

describe('options without a score', () => {
  it('stand under the axis with their number, range and the cheapest by name', () => {
    const { noScore } = figureOf()
    expect(noScore!.text).toMatch(
      /^No score on LMArena text, style control: \d+ options of \d+ models, \$[\d,.k]+ to \$[\d,.k]+ a month\.$/,
    )
    expect(noScore!.named).toHaveLength(5)
    expect(noScore!.costs).toHaveLength(qualityPoints(sampleQuality()).unscored.length)
  })
  it('name what is used today and the sides of the verdict first', () => {
    const comparison = sampleQuality()
    const bare = { standing: 'unknown' as const, score: null, difference: null, text: null }
    const options = comparison.options.map((option) => (option.id === 'gpt-6.2-sol' ? { ...option, quality: bare } : option))
    const { named } = qualityFigure({ ...comparison, options })!.noScore!
    expect(named[0]).toMatchObject({ id: 'gpt-6.2-sol', role: null, you: true })
    expect(named).toHaveLength(6)
  })
  it('are all there is where nobody scored anything', () => {
    const figure = qualityFigure(
      sampleComparison({
        options: sampleComparison().options.map((option) => ({ ...option, quality: { ...option.quality, score: null } })),
      }),
    )!
    expect(figure.marks).toEqual([])
    expect(figure.title).toMatch(/^No option has a score on /)
  })
})

describe('the finding', () => {
  it('names what costs least at the floor, and what a cheaper one gives up', () => {
    expect(figureOf().title).toBe(
      'At the level of GPT-6.2 Sol, GLM-5.3 at Amazon costs least; the best cheaper one, Mistral Medium 4, is contested',
    )
    expect(figureOf({}, ['mistral-medium-4']).title).toBe(
      'At the level of GPT-6.2 Sol, GLM-5.3 at Amazon costs least; the best cheaper one, Gemini 3.8 Flash, is 20 points weaker',
    )
  })
  it('says when the model of the floor is the cheapest itself, and when nothing reaches it', () => {
    expect(
      figureOf({}, [
        'mistral-medium-4',
        'glm-5.3-bedrock',
        'gemini-3.8-flash',
        'qwen3.8-27b-together',
        'qwen3.8-27b-h100',
        'qwen3.8-27b-l40s',
      ]).title,
    ).toBe('Nothing at the level of GPT-6.2 Sol costs less than it does, and nothing cheaper has a score')
    expect(figureOf({}, ['gpt-6.2-sol', 'glm-5.3-bedrock', 'claude-sonnet-5.5']).title).toBe(
      'Nothing that you may use is known to be as good as GPT-6.2 Sol',
    )
  })
  it('judges nothing without a band, a score of the floor, or a floor', () => {
    expect(figureOf({ band: null }).title).toMatch(/judges nothing$/)
    expect(figureOf({ band: null }).foot).toContain('There is no noise band')
    expect(figureOf({ floor: null }).title).toMatch(/^GPT-6.2 Sol has no score on LMArena text/)
    expect(figureOf({ floor: null, floorModelId: null }).title).toBe(
      'Gemini 3.8 Flash costs least of what has a score, Claude Sonnet 5.5 scores highest, and no floor is set',
    )
    expect(figureOf({ floor: null }).band).toBeNull()
  })
})

describe('table and sources', () => {
  it('hold every mark, and those without a score, all of them in the file', () => {
    const comparison = sampleQuality()
    const { scored, unscored } = qualityPoints(comparison)
    const { rows, caption } = qualityTable(comparison)
    expect(rows).toHaveLength(scored.length + unscored.length)
    expect(caption).not.toContain('more')
    expect(rows.find(([name]) => name!.text === 'GLM-5.3 at Amazon')!.map(({ text }) => text)).toEqual([
      'GLM-5.3 at Amazon',
      'as good as the floor, on the line',
      expect.stringMatching(/^\$/),
      '1,455.0',
      '±12.0',
      '+5.0',
    ])
    expect(rows.at(-1)!.map(({ text }) => text)).toEqual(expect.arrayContaining(['none', 'unknown']))
    const file = qualityExport(sampleQuality({}, ['glm-5.3-bedrock']))
    expect(file.rows).toHaveLength(rows.length)
    for (const row of file.rows) expect(row).toHaveLength(file.columns.length)
    expect(file.rows.find(([name]) => name!.value === 'GLM-5.3 at Amazon')!.map(({ value }) => value)).toContain('processing-region')
  })
  it('name whose scores they are, their date and kind, and where the band comes from', () => {
    const { rows } = qualitySources(sampleQuality())
    expect(rows.map((row) => row.map(({ text }) => text))).toEqual([
      ['LMArena leaderboard dataset', 'independent', '19 Aug 2026', '6 models'],
      ['Noise band', '±6.0', '', 'From the published intervals'],
    ])
  })
})

/** The sample comparison with made-up scores: a floor of 1,450 on LMArena text with a band of 6, and marks on every side of it. */
import type { OptionQuality, QualityStanding } from '../../src/engine/quality/quality-result.ts'
import type { ApartReason, Comparison, OptionResult } from '../../src/engine/result.ts'
import { sampleComparison } from './sample-comparison.ts'

const FLOOR = 1450
const YARDSTICK = 'lmarena_text_style_control'

const scored = (standing: QualityStanding, score: number, band: number | null = 6): OptionQuality => ({
  standing,
  difference: score - FLOOR,
  text: null,
  score: {
    yardstick: YARDSTICK,
    score,
    band,
    unit: 'Elo-scale',
    date: '2026-08-19',
    kind: 'independent',
    variant: null,
    source: 'lmarena',
  },
})

const BY_MODEL: Readonly<Record<string, OptionQuality>> = {
  'GPT-6.2 Sol': scored('equal', FLOOR),
  'Gemini 3.8 Flash': scored('weaker', 1430),
  'Claude Sonnet 5.5': scored('better', 1480),
  'Mistral Medium 4': scored('contested', 1460),
  'GLM-5.3': scored('equal', 1455, 12),
  'Qwen3.8-27B': scored('weaker', 1400),
}

const UNKNOWN: OptionQuality = { standing: 'unknown', score: null, difference: null, text: 'It has no score.' }

const APART: Partial<Record<QualityStanding, ApartReason>> = { weaker: 'weaker', contested: 'contested', unknown: 'unknown-quality' }

/** `over` replaces parts of the view of quality; options named in `barred` are kept out by a rule. */
export const sampleQuality = (over: Partial<Comparison['quality']> = {}, barred: readonly string[] = []): Comparison => {
  const base = sampleComparison()
  const options = base.options.map((option): OptionResult => {
    const quality = BY_MODEL[option.modelName] ?? UNKNOWN
    const apart: ApartReason | null = barred.includes(option.id) ? 'rule' : (APART[quality.standing] ?? null)
    return { ...option, quality, apart, considered: apart === null, barredBy: apart === 'rule' ? 'processing-region' : null }
  })
  const ranking = options
    .filter(({ considered, levelised }) => considered && levelised !== null)
    .toSorted((a, b) => a.levelised! - b.levelised!)
    .map(({ id }) => id)
  return {
    ...base,
    options,
    ranking,
    verdict: { ...base.verdict, bestApiId: ranking[0] ?? null, bestSelfHostedId: null },
    quality: {
      ...base.quality,
      yardstick: YARDSTICK,
      yardstickName: 'LMArena text, style control',
      unit: 'Elo-scale',
      measures: 'Which of two answers people prefer',
      floor: FLOOR,
      floorModelId: 'gpt-6.2-sol',
      band: 6,
      bandWhy: 'From the published intervals',
      sources: {
        lmarena: { name: 'LMArena leaderboard dataset', url: 'https://example.org/lmarena', asOf: '2026-08-19', kind: 'independent' },
      },
      pareto: ['gemini-3.8-flash', 'glm-5.3-bedrock', 'claude-sonnet-5.5'],
      ...over,
    },
  }
}

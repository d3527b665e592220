/** The Table and Sources tabs of figure 5: every mark, those without a score too, and whose scores they are. */
import { dateText } from '../../format/date.ts'
import { money, US_DOLLAR, type Currency } from '../../format/money.ts'
import type { QualityStanding } from '../../engine/quality/quality-result.ts'
import type { Comparison } from '../../engine/result.ts'
import { FAMILY_NAMES, familyOf } from '../figures/family.ts'
import { textCell, type FigureCell, type FigureTable } from '../figures/figure-table.ts'
import { placeWords, qualityPoints, type QualityPoint, type ScoredPoint } from './quality-points.ts'
import { scoreText } from './quality-words.ts'

const STANDINGS: Readonly<Record<QualityStanding, string>> = {
  better: 'better than the floor',
  equal: 'as good as the floor',
  weaker: 'weaker',
  contested: 'contested',
  unknown: 'unknown',
  'no-floor': 'no floor',
}

const numberCell = (value: number | null, missing: string, sign = ''): FigureCell =>
  value === null ? { text: missing, value: null } : { text: `${sign}${scoreText(value)}`, value }

const differenceCell = (value: number | null): FigureCell =>
  value === null ? { text: 'unknown', value: null } : numberCell(value, '', value > 0 ? '+' : value < 0 ? '\u2212' : '')

export const qualityTable = (comparison: Comparison, currency: Currency = US_DOLLAR): FigureTable => {
  const { quality } = comparison
  const { scored, unscored } = qualityPoints(comparison)
  const rowOf = ({ option, state, onLine }: QualityPoint): readonly FigureCell[] => {
    const { score, difference, standing } = option.quality
    const standingText = `${STANDINGS[standing]}${state === 'kept-out' ? ', kept out' : ''}`
    return [
      textCell(placeWords(option)),
      textCell(FAMILY_NAMES[familyOf(option.kind)]),
      { text: money(option.levelised, currency), value: option.levelised, target: { kind: 'option', optionId: option.id } },
      numberCell(score?.score ?? null, 'none'),
      numberCell(score?.band ?? null, 'unknown', '±'),
      differenceCell(difference),
      textCell(standingText),
      textCell(onLine ? 'yes' : 'no'),
      textCell(score?.variant ?? ''),
    ]
  }
  return {
    caption: `Score on ${quality.yardstickName} and monthly cost, one option of each model and kind, the cheapest first; those without a score below`,
    columns: [
      { label: 'Option', numeric: false },
      { label: 'Kind', numeric: false },
      { label: 'A month', numeric: true, exported: 'Levelised cost, USD a month' },
      { label: 'Score', numeric: true, exported: `Score, ${quality.unit}` },
      { label: 'Band', numeric: true, exported: `Half-width of the noise band, ${quality.unit}` },
      { label: 'Against the floor', numeric: true, exported: `Score less floor, ${quality.unit}` },
      { label: 'Standing', numeric: false },
      { label: 'On the line', numeric: false, exported: 'Nothing beats it on cost and score' },
      { label: 'Scored as', numeric: false },
    ],
    rows: [...scored, ...unscored].map(rowOf),
  }
}

/** Each source of a score shown, with its dates; then where the noise band comes from. */
export const qualitySources = (comparison: Comparison): FigureTable => {
  const { quality } = comparison
  const { scored } = qualityPoints(comparison)
  const groups = new Map<string, ScoredPoint[]>()
  for (const point of scored) {
    const key = `${point.score.source}|${point.score.kind}`
    groups.set(key, [...(groups.get(key) ?? []), point])
  }
  const rows = [...groups.values()].map((group): readonly FigureCell[] => {
    const { score } = group[0]!
    const source = quality.sources[score.source]
    const dates = [...new Set(group.map((point) => point.score.date))].toSorted()
    const models = new Set(group.map(({ option }) => option.modelId)).size
    const name = source?.name ?? score.source
    return [
      source === undefined ? textCell(name) : { text: name, value: name, href: source.url },
      textCell(score.kind),
      { text: dates.map((date) => dateText(date)).join(', '), value: dates.join(', ') },
      textCell(models === 1 ? '1 model' : `${models} models`),
    ]
  })
  return {
    caption: 'Whose scores they are. Costs rest on prices: each mark opens them with their sources.',
    columns: ['Source', 'Kind', 'Date', 'Used for'].map((label) => ({ label, numeric: false })),
    rows: [
      ...rows,
      [
        textCell('Noise band'),
        textCell(quality.band === null ? 'none' : `±${scoreText(quality.band)}`),
        textCell(''),
        textCell(quality.bandWhy),
      ],
    ],
  }
}

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

const standingText = ({ option, state, onLine }: QualityPoint): string =>
  `${STANDINGS[option.quality.standing]}${state === 'kept-out' ? ', kept out' : ''}${onLine ? ', on the line' : ''}`

/** At most this many that are weaker, and of those without a score. */
const SHOWN = 12

const least = (points: readonly QualityPoint[]): readonly QualityPoint[] => points.slice(0, SHOWN)

/** What competes, what is contested or kept out, and the cheapest of the rest. */
export const qualityTable = (comparison: Comparison, currency: Currency = US_DOLLAR): FigureTable => {
  const { quality } = comparison
  const { scored, unscored } = qualityPoints(comparison)
  const isWeak = ({ state, onLine }: QualityPoint): boolean => state === 'weaker' && !onLine
  const weak = least(scored.filter(isWeak))
  const shown = [...scored.filter((point) => !isWeak(point) || weak.includes(point)), ...least(unscored)]
  const left = scored.length + unscored.length - shown.length
  return {
    caption: `Score on ${quality.yardstickName} and monthly cost, the cheapest of each model and kind; those without a score last.${
      left === 0 ? '' : ` ${left} more that are weaker or have no score are in the CSV file.`
    }`,
    columns: [
      { label: 'Option', numeric: false },
      { label: 'Standing', numeric: false },
      { label: 'A month', numeric: true },
      { label: 'Score', numeric: true },
      { label: 'Band', numeric: true },
      { label: 'To the floor', numeric: true },
    ],
    rows: shown.map((point) => {
      const { option } = point
      const { score, difference } = option.quality
      return [
        textCell(placeWords(option)),
        textCell(standingText(point)),
        { text: money(option.levelised, currency), value: option.levelised, target: { kind: 'option', optionId: option.id } },
        numberCell(score?.score ?? null, 'none'),
        numberCell(score?.band ?? null, 'unknown', '±'),
        differenceCell(difference),
      ]
    }),
  }
}

/** Every mark with all that is known of its score, for the file. */
export const qualityExport = (comparison: Comparison): FigureTable => {
  const { unit } = comparison.quality
  const { scored, unscored } = qualityPoints(comparison)
  const columns = [
    ...['Option', 'Kind', 'Levelised cost, USD a month', `Score, ${unit}`, `Half-width of the noise band, ${unit}`],
    ...[`Score less floor, ${unit}`, 'Standing', 'Kept out by', 'Scored as', 'Date', 'Kind of score', 'Source'],
  ]
  return {
    caption: 'Every model and kind',
    columns: columns.map((label) => ({ label, numeric: false })),
    rows: [...scored, ...unscored].map((point) => {
      const { option, state } = point
      const { score, difference } = option.quality
      const values = [
        ...[placeWords(option), FAMILY_NAMES[familyOf(option.kind)], option.levelised, score?.score ?? null, score?.band ?? null],
        ...[difference, standingText(point), state === 'kept-out' ? (option.barredBy ?? option.apart) : 'nothing', score?.variant ?? null],
        ...[score?.date ?? null, score?.kind ?? null, score?.source ?? null],
      ]
      return values.map((value) => ({ text: '', value }))
    }),
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

/** What do the price histories say, row by row: data/history/api-price-history.csv and the two files of GPU prices? */
import { csvCells, dayOf } from './csv-cells.ts'
import { datePrecisionSchema } from './market-schema.ts'
import type { GpuHistory, PriceEvent, PriceStep } from './market-schema.ts'

const TOKEN_COLUMNS = [
  ...(['date', 'datePrecision', 'provider', 'model', 'event', 'input', 'output', 'cached'] as const),
  ...(['currency', 'prevInput', 'prevOutput', 'source', 'confidence', 'note'] as const),
] as const

/** The words of the history for what happened. */
const EVENTS = {
  launch: 'launch',
  'first recorded': 'first-recorded',
  'first seen': 'first-recorded',
  'release-date with later price': 'later-price',
  change: 'change',
  'change (cached only)': 'change-cached',
  scheduled: 'scheduled',
  'scheduled, CANCELLED': 'cancelled',
} as const satisfies Record<string, PriceEvent>

const EVENT_WORDS = Object.keys(EVENTS) as (keyof typeof EVENTS)[]

const MILLISECONDS_PER_DAY = 86_400_000

/** How the history says when a price was first on record, where its date is that of the release. */
const RECORDED_AFTER = /^first price on record is (\d+) d after the release date/

const recordedOn = (date: string, note: string | null, line: number): string => {
  const days = RECORDED_AFTER.exec(note ?? '')?.[1]
  if (days === undefined) throw new Error(`line ${line}: note does not say how many days after the release the price was recorded`)
  return new Date(Date.parse(date) + Number(days) * MILLISECONDS_PER_DAY).toISOString().slice(0, 10)
}

export interface TokenPriceRow {
  /** provider and model as the history names them */
  readonly provider: string
  readonly name: string
  readonly step: PriceStep
}

/** @throws Error with line and column of a cell that cannot be read */
export const tokenPriceRows = (text: string): TokenPriceRow[] =>
  csvCells(text, TOKEN_COLUMNS).map((row) => {
    const { line, cell, words, number, maybeNumber, oneOf } = row
    const date = dayOf(row, 'date')
    const event = EVENTS[oneOf('event', EVENT_WORDS)]
    const plainBefore = maybeNumber('prevInput')
    const outBefore = maybeNumber('prevOutput')
    return {
      provider: words('provider'),
      name: words('model').trim(),
      step: {
        date,
        precision: oneOf('datePrecision', datePrecisionSchema.options),
        recorded: event === 'later-price' ? recordedOn(date, cell('note'), line) : null,
        event,
        plain: number('input'),
        out: number('output'),
        read: maybeNumber('cached'),
        currency: oneOf('currency', ['USD', 'CNY']),
        before: plainBefore === null || outBefore === null ? null : { plain: plainBefore, out: outBefore },
        source: words('source'),
        confidence: oneOf('confidence', ['A', 'B', 'C', 'D']),
        note: cell('note'),
      },
    }
  })

const GPU_COLUMNS = ['date', 'provider', 'gpu', 'value', 'tier', 'metric', 'source'] as const
const KINDS = { rental_usd_per_gpu_h: 'rental', purchase_usd: 'purchase' } as const
const METRICS = Object.keys(KINDS) as (keyof typeof KINDS)[]

const byDate = (a: { date: string }, b: { date: string }): number => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)

/** A change over fewer days says little of a year. */
const LEAST_DAYS = 120
const DAYS_PER_YEAR = 365.25

/** From the first to the last point, as a share a year; null: too short to tell. */
const annualChange = (points: GpuHistory['points']): number | null => {
  const [first, last] = [points[0]!, points.at(-1)!]
  const days = (Date.parse(last.date) - Date.parse(first.date)) / MILLISECONDS_PER_DAY
  return days < LEAST_DAYS ? null : (last.usd / first.usd) ** (DAYS_PER_YEAR / days) - 1
}

export interface GpuPriceRow extends Omit<GpuHistory, 'points' | 'annualChange'> {
  readonly point: GpuHistory['points'][number]
}

/** @throws Error with line and column of a cell that cannot be read */
export const gpuPriceRows = (text: string): GpuPriceRow[] =>
  csvCells(text, GPU_COLUMNS).map((row) => {
    const { words, number, oneOf } = row
    return {
      gpuId: words('gpu'),
      provider: words('provider'),
      tier: words('tier'),
      kind: KINDS[oneOf('metric', METRICS)],
      point: { date: dayOf(row, 'date'), usd: number('value'), source: words('source') },
    }
  })

/** Rows as series by kind, GPU, provider and tier, oldest point first. */
export const gpuPriceSeries = (rows: readonly GpuPriceRow[]): GpuHistory[] => {
  const series = new Map<string, Omit<GpuHistory, 'annualChange'>>()
  for (const { point, ...one } of rows) {
    const key = [one.kind, one.gpuId, one.provider, one.tier].join('\n')
    const known = series.get(key)
    if (known === undefined) series.set(key, { ...one, points: [point] })
    else known.points.push(point)
  }
  return [...series.values()].map((one) => {
    const points = one.points.toSorted(byDate)
    return { ...one, points, annualChange: annualChange(points) }
  })
}

/** How often are models released, open and proprietary, Chinese and US ones apart, and how often did the best model change? */
import type { Release } from '../../catalogue/market-schema.ts'
import type { GapRow } from '../../catalogue/quality-schema.ts'
import { median } from '../charts/axis.ts'
import { dayNumber } from './time-axis.ts'

const MONTHS_PER_QUARTER = 3
const QUARTERS = 4
const DAYS_PER_MONTH = 365.25 / 12

export type Part = 'proprietary US' | 'proprietary China' | 'proprietary elsewhere' | 'open China' | 'open US' | 'open elsewhere'

/** Bottom to top. */
export const PARTS: readonly Part[] = [
  'proprietary US',
  'proprietary China',
  'proprietary elsewhere',
  'open China',
  'open US',
  'open elsewhere',
]

export const partOf = ({ open, country }: Pick<Release, 'open' | 'country'>): Part => {
  const place = country === 'CN' ? 'China' : country === 'US' ? 'US' : 'elsewhere'
  return `${open ? 'open' : 'proprietary'} ${place}`
}

/** `2026-09-10` and `2026-09` → quarters since the year 0. */
export const quarterOf = (date: string): number => {
  const [year, month] = date.split('-').map(Number)
  return year! * QUARTERS + Math.floor((month! - 1) / MONTHS_PER_QUARTER)
}

/** `Q3 2026` */
export const quarterName = (quarter: number): string => `Q${(quarter % QUARTERS) + 1} ${Math.floor(quarter / QUARTERS)}`

export interface QuarterCount {
  readonly quarter: number
  readonly counts: Readonly<Record<Part, number>>
  readonly all: number
}

/** Every quarter from the first release to the day, those without a release too. */
export const countsByQuarter = (releases: readonly Release[], asOf: string): readonly QuarterCount[] => {
  const quarters = releases.map(({ date }) => quarterOf(date))
  if (quarters.length === 0) return []
  const low = Math.min(...quarters)
  return Array.from({ length: quarterOf(asOf) - low + 1 }, (_, at) => {
    const own = releases.filter(({ date }) => quarterOf(date) === low + at)
    const counts = Object.fromEntries(PARTS.map((part) => [part, own.filter((one) => partOf(one) === part).length])) as Record<Part, number>
    return { quarter: low + at, counts, all: own.length }
  })
}

export interface Lead {
  readonly name: string
  readonly released: string
}

/** The best models one after the other on one yardstick, as far as they have a release date; only those who led on a day of the table. */
export const leadsOf = (rows: readonly GapRow[], yardstick: string, side: 'proprietary' | 'open'): readonly Lead[] => {
  const own = rows.filter((row) => row.yardstick === yardstick).toSorted((a, b) => (a.asOf < b.asOf ? -1 : 1))
  const leads: Lead[] = []
  for (const row of own) {
    const { name, released } = row[side]
    if (released !== null && leads.every((lead) => lead.name !== name)) leads.push({ name, released })
  }
  return leads
}

/** Months from one best model's release to that of the next: the median. Null: fewer than two. */
export const monthsBetweenLeads = (leads: readonly Lead[]): number | null =>
  median(leads.slice(1).map(({ released }, at) => (dayNumber(released) - dayNumber(leads[at]!.released)) / DAYS_PER_MONTH))

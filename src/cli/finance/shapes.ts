/** The shapes in which the golden cases write hours, profiles, prices and peaks (`tests/golden/finance-cases.md`), and how they are read. */
import type { BatchPrice, PriceBand } from '../../engine/api-bill.ts'
import { normalisedWeek } from '../../engine/week.ts'
import { batchPeakShare, peakFractions, peakShare, type PeakWindows } from '../../engine/peak-hours.ts'

const HOURS_PER_DAY = 24
const HOURS_PER_WEEK = 168
const WORKING_DAYS = 5

export type Hours = readonly number[] | { constant: number } | { weekday: readonly number[]; weekend: readonly number[] }

export const hoursOf = (hours: Hours): Float64Array =>
  Float64Array.from({ length: HOURS_PER_WEEK }, (_, hour) => {
    if ('constant' in hours) return hours.constant
    if (!('weekday' in hours)) return hours[hour]!
    const day = hour < WORKING_DAYS * HOURS_PER_DAY ? hours.weekday : hours.weekend
    return day[hour % HOURS_PER_DAY]!
  })

export type ProfileShape =
  { flat: true } | { dayWeights: readonly number[]; hourWeights: readonly number[] } | { weights: readonly number[] }

export const profileOf = (profile: ProfileShape | undefined): Float64Array => {
  if (profile === undefined || 'flat' in profile) return new Float64Array(HOURS_PER_WEEK).fill(1)
  if ('weights' in profile) return normalisedWeek(profile.weights)
  const { dayWeights, hourWeights } = profile
  const weight = (hour: number): number => dayWeights[Math.floor(hour / HOURS_PER_DAY)]! * hourWeights[hour % HOURS_PER_DAY]!
  return normalisedWeek(Array.from({ length: HOURS_PER_WEEK }, (_, hour) => weight(hour)))
}

export interface PeakShape extends PeakWindows {
  zone_of_windows_minus_buyer: number
}

/** Peak shares of interactive and batch work; an offer without peak hours has only the one price. */
export const peakSharesOf = (
  profile: ProfileShape | undefined,
  peak: PeakShape | undefined,
): { readonly peakShare: number; readonly batchPeakShare: number } => {
  if (peak === undefined) return { peakShare: 1, batchPeakShare: 1 }
  const weights = profileOf(profile)
  const fractions = peakFractions(peak, peak.zone_of_windows_minus_buyer)
  return { peakShare: peakShare(weights, fractions), batchPeakShare: batchPeakShare(weights, fractions) }
}

export type BatchShape = { multiplier: number } | { bands: readonly PriceBand[] } | null | undefined

export const batchOf = (batch: BatchShape): BatchPrice => batch ?? null

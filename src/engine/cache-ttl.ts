/** For how long does an offer keep what is written to its cache, and which listed time to live is billed? One rule for every reader. */
import type { UnitPrices } from '../catalogue/schema.ts'

const MINUTES_PER_HOUR = 60
const HOURS: Readonly<Record<string, number>> = { m: 1 / MINUTES_PER_HOUR, h: 1, d: 24 }
/** An hour given as minutes may miss a listed one by rounding. */
const SLACK = 1e-9

/** Hours that a listed time to live ('5m', '1h') lasts; 'default' is as long as the provider keeps it. */
const ttlHours = (ttl: string): number => {
  const unit = HOURS[ttl.slice(-1)]
  return unit === undefined ? Number.POSITIVE_INFINITY : Number(ttl.slice(0, -1)) * unit
}

/** The listed time to live that a write is billed at: the shortest that lasts at least `hours`; null: none does. */
export const ttlFor = (writes: UnitPrices['writes'], hours: number): string | null => {
  const longEnough = Object.keys(writes).filter((ttl) => ttlHours(ttl) >= hours - SLACK)
  return longEnough.sort((a, b) => ttlHours(a) - ttlHours(b))[0] ?? null
}

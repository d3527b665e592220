/** How is an amount of memory written? Decimal units (GB is 10⁹ bytes, as on data sheets), two significant figures: `2.4 TB`. */
import { grouped, placesFor, significant, THIN_SPACE, UNKNOWN } from './figures.ts'

const STEPS: readonly (readonly [number, string])[] = [
  [1e15, 'PB'],
  [1e12, 'TB'],
  [1e9, 'GB'],
  [1e6, 'MB'],
  [1e3, 'kB'],
  [1, 'B'],
]

/** Bytes, never negative → `2.4 TB`, `1.0 TB`, `80 GB`, `640 GB`. */
export const bytes = (value: number | null): string => {
  if (value === null) return UNKNOWN
  const rounded = significant(value, 2)
  const [size, symbol] = STEPS.find(([step]) => rounded >= step) ?? [1, 'B']
  // 1,000 of a unit is never shown; from 100 on the data sheet's figures are kept (141 GB, not 140)
  const scaled = value / size >= 100 ? Math.round(value / size) : significant(value / size, 2)
  const places = symbol === 'B' ? 0 : scaled >= 100 ? 0 : placesFor(scaled, 2)
  return `${grouped(scaled, places)}${THIN_SPACE}${symbol}`
}

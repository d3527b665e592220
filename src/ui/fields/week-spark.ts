/** How does a week of 168 hourly weights look in a small drawing? */
const HOURS_PER_DAY = 24

export interface WeekSpark {
  /** one closed path with a bar per hour, in a box of one unit per hour and `height` */
  readonly bars: string
  /** hours at which a day starts, without the first */
  readonly days: readonly number[]
}

export const weekSpark = (weights: readonly number[], height: number): WeekSpark => {
  const top = Math.max(...weights, 0)
  const bars = weights
    .map((weight, hour) => (top > 0 ? `M${hour} ${height}V${(height - (height * weight) / top).toFixed(2)}h1V${height}Z` : ''))
    .join('')
  const days = weights.flatMap((_, hour) => (hour > 0 && hour % HOURS_PER_DAY === 0 ? [hour] : []))
  return { bars, days }
}

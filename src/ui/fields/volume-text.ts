/** How are volumes and positions of the slider written? */
import { count, countFull } from '../../format/count.ts'
import { WORKING_DAYS_PER_MONTH } from '../../scenario/presets.ts'

export const volumeText = (requests: number | null): string => count(requests)

/** A share of a length, for `left:`. */
export const percentText = (share: number): string => `${(Math.min(1, Math.max(0, share)) * 100).toFixed(2)}%`

/** Users who make so many requests a month, to whole users. */
export const usersText = (requests: number, perDay: number): string => countFull(Math.round(requests / (perDay * WORKING_DAYS_PER_MONTH)))

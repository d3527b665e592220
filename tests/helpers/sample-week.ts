/** A week with office hours for tests and previews of the page: four replicas, or with `kept` fewer and an API for what is above them. */
import type { WeekUse } from '../../src/engine/result.ts'

const HOURS = Array.from({ length: 168 }, (_, hour) => hour)
const RUNNING = 4

const busy = (hour: number): number => {
  const [day, clock] = [Math.floor(hour / 24), hour % 24]
  const rush = Math.exp(-(((clock - 11) / 3) ** 2)) + 0.8 * Math.exp(-(((clock - 15.5) / 2.5) ** 2))
  return 0.15 + (day < 5 ? 2.2 : 0.25) * rush
}

/** `kept` 0: all replicas, nothing to an API. */
export const sampleWeek = (optionId: string, kept: number): WeekUse => {
  const load = HOURS.map(busy)
  const running = HOURS.map(() => (kept === 0 ? RUNNING : kept))
  return {
    optionId,
    load,
    running,
    batch: HOURS.map((hour) => (kept === 0 && hour % 24 < 5 ? 0.8 : 0)),
    toApi: load.map((need) => (kept === 0 ? 0 : Math.max(0, 1 - kept / need))),
  }
}

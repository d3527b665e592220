/** What is paid once: at the start, for each newer model, and on leaving. The same months for every kind of option (`method.md` 8). */
import { onceInMonthZero, sharedSeries, type Settings } from './settings.ts'

/** A successor takes over every so many months, first after the first of these spans; 0: never. */
export const isSwapMonth = (m: number, everyMonths: number): boolean => everyMonths > 0 && m > 0 && m % everyMonths === 0

/** Null: nothing in any month. */
export const swapSeries = (usd: number, settings: Settings): readonly number[] | null => {
  const { swapEveryMonths, months } = settings.scenario
  if (usd === 0 || swapEveryMonths === 0 || swapEveryMonths >= months) return null
  return sharedSeries(settings, `${usd} a swap`, (m) => (isSwapMonth(m, swapEveryMonths) ? usd : 0))
}

/** In the last month. */
export const exitSeries = (usd: number, settings: Settings): readonly number[] | null =>
  usd === 0 ? null : sharedSeries(settings, `${usd} on leaving`, (m) => (m === settings.horizon.months - 1 ? usd : 0))

export interface OneOffs {
  /** USD in month 0, of each newer model, and in the last month */
  readonly once: number
  readonly swap: number
  readonly exit: number
}

/** The three lines of an option, as `totalsOf` takes them. */
export const oneOffLines = (
  { once, swap, exit }: OneOffs,
  settings: Settings,
): Record<'one-off' | 'model-swap' | 'exit', readonly number[] | null> => ({
  'one-off': once === 0 ? null : onceInMonthZero(once, settings),
  'model-swap': swapSeries(swap, settings),
  exit: exitSeries(exit, settings),
})

/** Their levelised amount, for searches that compare whole options [USD/month]. */
export const levelisedOneOffs = ({ once, swap, exit }: OneOffs, { horizon, scenario }: Settings): number => {
  const { weight, months } = horizon
  let usd = once * weight[0]! + exit * weight[months - 1]!
  if (swap > 0) for (let m = 1; m < months; m++) if (isSwapMonth(m, scenario.swapEveryMonths)) usd += swap * weight[m]!
  return usd
}

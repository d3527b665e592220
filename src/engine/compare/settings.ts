/** What every option of one comparison shares: the scenario with its look-ups done once. */
import type { Catalogue, Model, Profile } from '../../catalogue/schema.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { MONTHS_PER_YEAR } from '../../units/unit.ts'
import { shiftedWeek } from '../week.ts'
import { horizonOf, yearlyPath, type Horizon } from './time.ts'

export interface Settings {
  readonly scenario: Scenario
  readonly catalogue: Catalogue
  readonly horizon: Horizon
  /** of each workload, in order */
  readonly profiles: readonly Profile[]
  /** their 168 weights on the clock of the first workload: a fleet meets all of them at the same moments */
  readonly weeks: readonly ArrayLike<number>[]
  readonly models: ReadonlyMap<string, Model>
  readonly isConsidered: (modelId: string) => boolean
  /** USD of one full-time person in each month, as far as charged here */
  readonly usdPerPerson: readonly number[]
  readonly apiPath: readonly number[]
  readonly gpuPath: readonly number[]
  /** monthly series that options have in common, by what they are */
  readonly shared: Map<string, readonly number[]>
}

const considers = (scenario: Scenario, catalogue: Catalogue): ((modelId: string) => boolean) => {
  if (scenario.models === 'all') return () => true
  const list = new Set(scenario.models === 'shortlist' ? catalogue.shortlist.models : scenario.models)
  return (modelId) => list.has(modelId)
}

/** Weights are written with few digits; a week that is a millionth short of its requests buys a server a month late. */
const withMeanOne = (profile: Profile): Profile => {
  const mean = profile.weights.reduce((total, weight) => total + weight, 0) / profile.weights.length
  return { ...profile, weights: profile.weights.map((weight) => weight / mean) }
}

/** @throws Error if a workload names a profile that the catalogue does not have (a scenario that was read cannot) */
export const settingsOf = (scenario: Scenario, catalogue: Catalogue): Settings => {
  const byId = new Map(catalogue.profiles.map((profile) => [profile.id, profile]))
  const profiles = scenario.workloads.map((workload) => {
    const profile = byId.get(workload.profile)
    if (profile === undefined) throw new Error(`unknown weekly profile "${workload.profile}"`)
    return withMeanOne(profile)
  })
  const wages = yearlyPath(scenario.wageGrowth, scenario.months)
  return {
    scenario,
    catalogue,
    horizon: horizonOf(scenario),
    profiles,
    weeks: profiles.map((profile, index) => {
      const hoursAhead = scenario.workloads[0]!.utcOffsetHours - scenario.workloads[index]!.utcOffsetHours
      return hoursAhead === 0 ? profile.weights : shiftedWeek(profile.weights, hoursAhead)
    }),
    models: new Map(catalogue.models.map((model) => [model.id, model])),
    isConsidered: considers(scenario, catalogue),
    usdPerPerson: wages.map((wage) => (scenario.staffUsdPerYear / MONTHS_PER_YEAR) * wage * scenario.staffShareCharged),
    apiPath: yearlyPath(scenario.apiPricePath, scenario.months),
    gpuPath: yearlyPath(scenario.gpuPricePath, scenario.months),
    shared: new Map(),
  }
}

/** Units of a currency per USD: the buyer's rate, else the catalogue's; null if neither knows it. */
export const unitsPerUsd = (currency: string, scenario: Scenario, catalogue: Catalogue): number | null =>
  currency === 'USD' ? 1 : (scenario.rates[currency] ?? catalogue.currencies.rates.find((rate) => rate.code === currency)?.perUsd ?? null)

/** A number for each month, to be overwritten: a copy of a list of fractions, as an empty list is made again at its first fraction. */
export const blankSeries = ({ horizon }: Settings): number[] => horizon.weight.slice()

/** One amount for each month. */
export const monthlySeries = (settings: Settings, usdOf: (m: number) => number): number[] => {
  const series = blankSeries(settings)
  for (let m = 0; m < series.length; m++) series[m] = usdOf(m)
  return series
}

/** The same list for every option that asks for it by this name. */
export const sharedSeries = (settings: Settings, name: string, usdOf: (m: number) => number): readonly number[] => {
  const known = settings.shared.get(name) ?? monthlySeries(settings, usdOf)
  settings.shared.set(name, known)
  return known
}

/** One amount in month 0, nothing after. */
export const onceInMonthZero = (usd: number, settings: Settings): readonly number[] =>
  sharedSeries(settings, `${usd} once`, (m) => (m === 0 ? usd : 0))

/** So many full-time people, at each month's cost of one. */
export const peopleSeries = (people: number, settings: Settings): readonly number[] =>
  sharedSeries(settings, `${people} people`, (m) => people * settings.usdPerPerson[m]!)

/** What every option of one comparison shares: the scenario with its look-ups done once. */
import type { Catalogue, Model, Profile } from '../../catalogue/schema.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { MONTHS_PER_YEAR } from '../../units/unit.ts'
import { shiftedWeek } from '../week.ts'
import { staffUsdPerYear } from './staff-cost.ts'
import { judgeOf, type Judge } from './judged.ts'
import { demandGroups, type DemandGroup, type DemandGroups, type DemandRatios } from './demand-groups.ts'
import { taskViews, type TaskView } from './task-view.ts'
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
  readonly judge: Judge
  /** listed, and good enough to take part; whether an offer may be used is asked of the option */
  readonly isConsidered: (modelId: string) => boolean
  /** USD of one full-time person in each month, as far as charged here */
  readonly usdPerPerson: readonly number[]
  readonly apiPath: readonly number[]
  readonly gpuPath: readonly number[]
  /** monthly series that options have in common, by what they are */
  readonly shared: Map<string, readonly number[]>
  /** as the buyer counts them, which costs of a unit are divided by; those of the scenario are in the tokens of a model */
  readonly counted: Scenario['workloads']
  /** null: as counted */
  readonly ratios: DemandRatios | null
  readonly groups: DemandGroups
  /** what the options of a model are priced with: itself where the model needs the tokens as counted */
  readonly forModel: (modelId: string) => Settings
  readonly taskOf: (modelId: string) => TaskView
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
  const staff = staffUsdPerYear(scenario, catalogue)
  const models = new Map(catalogue.models.map((model) => [model.id, model]))
  const judge = judgeOf(scenario, catalogue, models)
  const wages = yearlyPath(scenario.wageGrowth, scenario.months)
  const groups = demandGroups(scenario, catalogue, models)
  const ofGroups = new Map<DemandGroup, Settings>()
  const settings: Settings = {
    scenario,
    catalogue,
    horizon: horizonOf(scenario),
    profiles,
    weeks: profiles.map((profile, index) => {
      const hoursAhead = scenario.workloads[0]!.utcOffsetHours - scenario.workloads[index]!.utcOffsetHours
      return hoursAhead === 0 ? profile.weights : shiftedWeek(profile.weights, hoursAhead)
    }),
    models,
    judge,
    isConsidered: (modelId) => judge.isListed(modelId) && judge.apartByQuality(modelId) === null,
    usdPerPerson: wages.map((wage) => (staff / MONTHS_PER_YEAR) * wage * scenario.staffShareCharged),
    apiPath: yearlyPath(scenario.apiPricePath, scenario.months),
    gpuPath: yearlyPath(scenario.gpuPricePath, scenario.months),
    shared: new Map(),
    counted: scenario.workloads,
    ratios: null,
    groups,
    forModel: (modelId) => {
      const group = groups.groupOf(modelId)
      if (group === null) return settings
      const own = ofGroups.get(group) ?? { ...settings, scenario: group.scenario, ratios: group.ratios }
      ofGroups.set(group, own)
      return own
    },
    taskOf: taskViews(scenario, groups),
  }
  return settings
}

/** Units of a currency per USD: the buyer's rate, else the catalogue's; null if neither knows it. */
export const unitsPerUsd = (currency: string, scenario: Scenario, catalogue: Catalogue): number | null =>
  currency === 'USD' ? 1 : (scenario.rates[currency] ?? catalogue.currencies.rates.find((rate) => rate.code === currency)?.perUsd ?? null)

/** Input tokens of a model as the buyer counts them, for a sentence that says what to change. */
export const inputAsCounted = (tokens: number, workload: number, { ratios }: Pick<Settings, 'ratios'>): number =>
  tokens / (ratios?.tokens[workload] ?? 1)

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

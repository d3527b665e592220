/** One open model on bought servers of one GPU: what it costs for the whole demand, or why it is not possible. */
import type { Gpu } from '../../catalogue/schema.ts'
import type { OptionResult, OwnedDetail, Remark } from '../result.ts'
import type { Site } from '../rules/option-findings.ts'
import { siteOfPlace } from '../rules/scenario-rules.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { totalsOf, withLine, type Totals } from './lines.ts'
import { wantedCountry } from './gpu-reach.ts'
import { gpuShortName, ownedName, ownedSubtitle } from './names.ts'
import { impossibleOption, possibleOption, type OptionIdentity } from './option-result.ts'
import { ownedSeries, type OwnedSeries } from './owned-series.ts'
import type { Standing } from './owned-standing.ts'
import { cheapestOwned, type OwnedChoice } from './owned-search.ts'
import { areTerms, ownedTerms, type OwnedTerms } from './owned-terms.ts'
import { notPossible, remark } from './remarks.ts'
import { rentalMarket, type RentalOffer } from './rental-offers.ts'
import { mayCompete, mayRentIn, type OpenModel, type RentedContext } from './rented-option.ts'
import { infeasibleRemark, modelWarnings, refusalRemark, type ContextRemarks } from './rented-remarks.ts'
import type { Servable } from './serving-cache.ts'
import { servingResult } from './serving-result.ts'
import type { Settings } from './settings.ts'

export const ownedId = (modelId: string, gpuId: string): string => `own:${modelId}:${gpuId}`

/** The terms of each GPU, made when they are first asked for: they are the same for every model. */
export type OwnedTermsOf = (gpu: Gpu) => OwnedTerms | Remark

export const ownedTermsIn = ({ settings, factors }: Pick<RentedContext, 'settings' | 'factors'>): OwnedTermsOf => {
  const { scenario, catalogue } = settings
  const known = new Map<string, OwnedTerms | Remark>()
  // Which term rented fleets take says nothing about GPUs for the months before servers arrive.
  const { offers } = rentalMarket({ ...scenario, commitment: 'on-demand', estimatedTerms: false }, catalogue, mayRentIn(settings))
  return (gpu) => {
    const terms = known.get(gpu.id) ?? ownedTerms(gpu, offers.get(gpu.id) ?? [], factors, settings)
    known.set(gpu.id, terms)
    return terms
  }
}

const detail = (choice: OwnedChoice, series: OwnedSeries, model: OpenModel, gpu: Gpu): OwnedDetail => {
  const { candidate, terms, use } = choice
  const { settings, leadMonths, gpusPerNode } = terms
  const { alive, purchases } = series.ownership
  const nodes = alive[leadMonths]!
  const workingGpus = use.working[0]! * candidate.layout.gpusPerReplica
  return {
    gpuId: gpu.id,
    gpuName: gpu.name,
    serving: servingResult(candidate, model, gpu, settings),
    gpusPerNode,
    nodes,
    nodesAtEnd: alive.at(-1)!,
    spareNodes: nodes === 0 ? 0 : settings.scenario.spareNodes,
    gpus: nodes * gpusPerNode,
    peakReplicas: use.replicas[0]!,
    utilisation: nodes === 0 ? 0 : Math.min(1, workingGpus / (nodes * gpusPerNode)),
    usdPerGpu: terms.usdPerGpu,
    capitalSpent: purchases.reduce((sum, usd) => sum + usd, 0),
    leadMonths,
    lifeMonths: settings.scenario.lifeMonths,
    site: settings.scenario.site,
    kilowatts: terms.maxKw * nodes,
  }
}

/** The buyer's own servers stand in the place. */
export const ownedSite = (gpu: Gpu, { place }: Scenario): Site => ({
  gpu,
  tenure: 'owned',
  country: siteOfPlace(place),
  provider: null,
})

const noBridge = (gpu: Gpu, { leadMonths }: OwnedTerms): Remark =>
  notPossible(
    'no-bridge',
    `Not possible: servers arrive after ${leadMonths} months, and no ${gpuShortName(gpu)} that your settings allow is rented by the hour until then.`,
    [{ label: 'Servers arrive after', value: `${leadMonths} months` }],
    'Set the months until servers arrive to 0.',
  )

/** A price that nobody quoted is shown, and does not carry a verdict. */
export const priceCompetes = ({ priceDatum }: OwnedTerms): boolean => priceDatum === null || priceDatum.basis !== 'assumed'

const priceWarnings = (terms: OwnedTerms, bridge: RentalOffer | null): Remark[] => {
  const { judge } = terms.settings
  const warnings: Remark[] = []
  if (!priceCompetes(terms))
    warnings.push(remark('assumed-price', 'The price of the server is remembered, not read: shown, but it does not compete.'))
  if (bridge?.stale === true)
    warnings.push(remark('stale-bridge', 'The rent until servers arrive rests on a price older than 90 days, or of unknown date.'))
  if (bridge?.outOfReach !== undefined)
    warnings.push(
      remark(
        'bridge-out-of-reach',
        'Until servers arrive, the cost is that of GPUs out of reach of the place: it stands for what the wait costs.',
      ),
    )
  if (bridge !== null && judge.findings.maySite(bridgeSite(bridge, terms)) && !judge.findings.isPlaced(bridgeSite(bridge, terms)))
    warnings.push(remark('bridge-not-verified', 'Until servers arrive, it is not known in which country the rented GPUs stand.'))
  if (bridge !== null && !judge.findings.maySite(bridgeSite(bridge, terms)))
    warnings.push(
      remark(
        'bridge-not-allowed',
        'Until servers arrive, the cost is that of GPUs which your rules do not let you rent: it stands for what the wait costs.',
      ),
    )
  return warnings
}

const bridgeSite = ({ row, country }: RentalOffer, { gpu, settings: { scenario } }: OwnedTerms): Site => ({
  gpu,
  tenure: 'rented',
  country: row === null ? wantedCountry(scenario) : country,
  provider: row?.provider ?? null,
})

const oldest = (...days: readonly (string | null)[]): string | null =>
  days.reduce<string | null>((first, day) => (day !== null && (first === null || day < first) ? day : first), null)

/** What a choice costs month by month, what it is, and what is to be said of its prices. */
export interface OwnedParts {
  readonly series: OwnedSeries
  readonly owned: OwnedDetail
  readonly oldestPrice: string | null
  readonly warnings: readonly Remark[]
}

/** Null where nothing bridges the months before servers arrive. */
export const ownedParts = (choice: OwnedChoice, model: OpenModel, gpu: Gpu): OwnedParts | null => {
  const { candidate, terms, use } = choice
  const series = ownedSeries(use, candidate.layout.gpusPerReplica, terms)
  if (series === null) return null
  const owned = detail(choice, series, model, gpu)
  return {
    series,
    owned,
    oldestPrice: oldest(terms.priceDatum?.checkedOn ?? null, series.bridge?.checkedOn ?? null),
    warnings: [
      ...priceWarnings(terms, series.bridge),
      ...terms.warnings,
      ...series.warnings,
      ...modelWarnings(model, gpu, { policy: 'always-on', serving: owned.serving }, terms.settings.scenario),
    ],
  }
}

const totalsKnown = new WeakMap<Standing, Totals>()

/** As `totalsOf` its lines, with what options on as many servers share added up once. */
const totalsOfSeries = ({ standing, lines }: OwnedSeries, settings: Settings): Totals => {
  const known = totalsKnown.get(standing) ?? totalsOf(standing.lines, settings)
  totalsKnown.set(standing, known)
  return withLine(known, 'energy', lines.energy ?? [], settings)
}

export interface OwnedAnswer {
  readonly option: OptionResult
  /** null: not possible */
  readonly choice: OwnedChoice | null
}

/** `length`: whether requests fit the context of the model, the same on every GPU. */
export const ownedOption = (
  model: OpenModel,
  gpu: Gpu,
  servable: Servable,
  length: ContextRemarks,
  termsOf: OwnedTermsOf,
  context: RentedContext,
): OwnedAnswer => {
  const { settings, demand } = context
  const { scenario } = settings
  const terms = termsOf(gpu)
  const identity = (gpus: number | null, competes: boolean, warnings: readonly Remark[], owned: OwnedDetail | null): OptionIdentity => ({
    id: ownedId(model.id, gpu.id),
    kind: 'owned',
    modelId: model.id,
    modelName: model.name,
    name: ownedName(model, gpu, gpus),
    subtitle: areTerms(terms) ? terms.subtitle : ownedSubtitle(scenario, settings.catalogue),
    judged: settings.judge.judged(
      model.id,
      mayCompete(gpu, settings) && competes,
      settings.judge.findings.ofHardware(model, ownedSite(gpu, scenario)),
    ),
    warnings,
    task: settings.taskOf(model.id),
    api: null,
    rented: null,
    owned,
    hybrid: null,
  })
  const impossible = (reason: Remark): OwnedAnswer => ({ choice: null, option: impossibleOption(identity(null, true, [], null), reason) })
  if (length.blocks !== null) return impossible(length.blocks)
  if (servable.candidates.length === 0)
    return impossible(
      servable.infeasible === null ? refusalRemark(servable.refusal) : infeasibleRemark(servable.infeasible, model, gpu, scenario),
    )
  if (!areTerms(terms)) return impossible(terms)
  const choice = cheapestOwned(servable.candidates, demand, terms, scenario)
  const parts = choice === null ? null : ownedParts(choice, model, gpu)
  if (choice === null || parts === null) return impossible(noBridge(gpu, terms))
  const { series, owned, oldestPrice, warnings } = parts
  return {
    choice,
    option: possibleOption(
      identity(owned.gpus, priceCompetes(terms), [...length.warnings, ...warnings], owned),
      totalsOfSeries(series, settings),
      demand.load.months[0]!.peak > 0 ? owned.serving.ttft95Seconds : null,
      oldestPrice,
      { cash: series.cash, profitAndLoss: series.profitAndLoss, valueAtEnd: series.valueAtEnd, energy: series.energy },
    ),
  }
}

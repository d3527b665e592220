/**
 * Which options does an edit leave as they were? API offers do not ask about GPUs, nor fleets about the prices of APIs, so each kind is kept
 * under all of the scenario but what it never asks for, and comes back as it was.
 */
import type { Catalogue } from '../../catalogue/schema.ts'
import type { Scenario, Workload } from '../../scenario/schema.ts'
import type { OptionResult } from '../result.ts'
import type { OwnedChoice } from './owned-search.ts'
import type { RentedChoice } from './rented-search.ts'
import type { ServingCache } from './serving-cache.ts'

/** Options on GPUs of one's own, rented or bought, with the choices behind them by option id. */
export interface FleetOptions {
  readonly options: readonly OptionResult[]
  readonly choices: ReadonlyMap<string, RentedChoice>
  readonly ownedChoices: ReadonlyMap<string, OwnedChoice>
}

interface NotAsked {
  readonly scenario: ReadonlySet<keyof Scenario>
  readonly workload: ReadonlySet<keyof Workload>
}

/** A field that is missing here costs time; one too many would cost truth. */
export const NOT_ASKED_BY_APIS: NotAsked = {
  scenario: new Set<keyof Scenario>([
    'name',
    'gpu',
    'precision',
    'engine',
    'policy',
    'commitment',
    'marketplaces',
    'uncalibratedGpus',
    'spareReplicas',
    'minReplicas',
    'startUpHours',
    'workingHoursStart',
    'workingHoursEnd',
    'seasonalFactor',
    'gpuPricePath',
    'gpuPrices',
    'rentalAdderShare',
    'rentalSupportShare',
    'licenceUsdPerGpuYear',
    'rentedFteBase',
    'rentedFtePerNode',
    'fteElasticity',
    'rentedOneOffUsd',
    'rentedExitUsd',
    'selfHostedSwapUsd',
    'countsCommitmentTail',
    'estimatedTerms',
    'spotForBatch',
    'gpuCountry',
    'provisioned',
    'dedicatedPrices',
    'ownGpus',
    'hybrids',
    'serverPrices',
    'purchasePricePath',
    'networkShare',
    'storageShare',
    'sparePartsShare',
    'freightShare',
    'dutyShare',
    'purchaseTaxShare',
    'lifeMonths',
    'residualShare',
    'decommissionShare',
    'spareNodes',
    'leadMonths',
    'site',
    'siteUsdPerKwMonth',
    'siteCovers',
    'provisionedPowerShare',
    'electricityUsdPerKwh',
    'electricityPath',
    'pue',
    'idlePowerShare',
    'loadPowerShare',
    'maintenanceShare',
    'insuranceShare',
    'ownedFteBase',
    'ownedFtePerNode',
    'ownedOneOffUsd',
    'ownedExitUsd',
    'valueAtEnd',
    'gridGramsPerKwh',
    'speedFactor',
    'draws',
    'seed',
    'ranges',
  ]),
  workload: new Set<keyof Workload>(['ttftP95Seconds', 'tpotP95Seconds']),
}

/** Likewise. */
export const NOT_ASKED_BY_FLEETS: NotAsked = {
  scenario: new Set<keyof Scenario>([
    'name',
    'apiDiscount',
    'apiSupportShare',
    'apiCommitments',
    'apiPricePath',
    'serviceTier',
    'callFeeUsdPer1000',
    'cacheTtlHours',
    'apiPrices',
    'apiFte',
    'apiOneOffUsd',
    'apiExitUsd',
    'apiSwapUsd',
    'provisioned',
    'dedicatedPrices',
    'hybrids',
    'draws',
    'seed',
    'ranges',
  ]),
  workload: new Set<keyof Workload>(['callsPerRequest']),
}

const without = <T extends object>(from: T, fields: ReadonlySet<keyof T>): Partial<T> => {
  const left: Partial<T> = {}
  for (const field of Object.keys(from) as (keyof T)[]) if (!fields.has(field)) left[field] = from[field]
  return left
}

/** All of a scenario but the fields that are never asked for. */
const keyOf = (scenario: Scenario, notAsked: NotAsked): string =>
  JSON.stringify({
    ...without(scenario, notAsked.scenario),
    workloads: scenario.workloads.map((workload) => without(workload, notAsked.workload)),
  })

const WORKLOAD_PATH = /^workloads\.\d+\.(\w+)/

const isNotAsked = (path: string, { scenario, workload }: NotAsked): boolean => {
  const ofWorkload = WORKLOAD_PATH.exec(path)?.[1]
  const [field] = path.split('.')
  return ofWorkload === undefined ? scenario.has(field as keyof Scenario) : workload.has(ofWorkload as keyof Workload)
}

/** Of a number of the scenario by its path: which kind never asks for it. Reserved capacity and endpoints at the buyer's quote are no part of either. */
export const kindsNotAsking = (path: string): { readonly apis: boolean; readonly fleets: boolean } => ({
  apis: isNotAsked(path, NOT_ASKED_BY_APIS),
  fleets: isNotAsked(path, NOT_ASKED_BY_FLEETS),
})

/** An edit, and the state before it for who takes it back. */
const KEPT = 2

class Shelf<T> {
  private readonly notAsked: NotAsked
  /** the one asked for last comes last */
  private readonly known = new Map<string, T>()

  constructor(notAsked: NotAsked) {
    this.notAsked = notAsked
  }

  *get(scenario: Scenario, make: () => Generator<null, T>): Generator<null, T> {
    const key = keyOf(scenario, this.notAsked)
    const value = this.known.get(key) ?? (yield* make())
    this.known.delete(key)
    this.known.set(key, value)
    const [oldest] = this.known.keys()
    if (this.known.size > KEPT && oldest !== undefined) this.known.delete(oldest)
    return value
  }
}

interface KeptOptions {
  readonly apis: Shelf<readonly OptionResult[]>
  readonly fleets: Shelf<FleetOptions>
}

const ofCaches = new WeakMap<ServingCache, WeakMap<Catalogue, KeptOptions>>()

/** What is kept beside the serving shapes of a cache. */
export const keptOptions = (cache: ServingCache, catalogue: Catalogue): KeptOptions => {
  const ofCache = ofCaches.get(cache) ?? new WeakMap<Catalogue, KeptOptions>()
  ofCaches.set(cache, ofCache)
  const known = ofCache.get(catalogue) ?? {
    apis: new Shelf<readonly OptionResult[]>(NOT_ASKED_BY_APIS),
    fleets: new Shelf<FleetOptions>(NOT_ASKED_BY_FLEETS),
  }
  ofCache.set(catalogue, known)
  return known
}

/**
 * Which layouts can serve the demand on each GPU, and how much each carries. This depends only on the serving shape of the
 * workloads (lengths, shares, targets, request mix), so it survives every edit of prices, volumes and money.
 */
import type { Architecture, Catalogue, Gpu, Model } from '../../catalogue/schema.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { bestThroughput } from '../serving/best-throughput.ts'
import { capacity, type Capacity } from '../serving/capacity.ts'
import { servingConstants, type Constants } from '../serving/constants.ts'
import type { ServingDemand, WorkloadDemand } from '../serving/demand.ts'
import type { Infeasible } from '../serving/infeasible.ts'
import { SEQUENCES_ASKED } from '../serving/layouts.ts'
import { isRefusal, refuse, type Refusal } from '../serving/refusal.ts'
import type { GpuLayout } from '../serving/weights.ts'
import { tpotAtSpeed } from '../week.ts'
import { requestsInMonth } from './fleet-load.ts'
import { layoutConstants } from './layout-constants.ts'
import type { Settings } from './settings.ts'

export interface Candidate {
  readonly layout: GpuLayout
  readonly precision: string
  readonly capacity: Capacity
  /** batch requests a second of a replica that serves nothing else; null: no batch work in the scenario */
  readonly batchPerSecond: number | null
}

export interface Servable {
  /** layouts that can be the cheapest; empty: see `infeasible` or `refusal` */
  readonly candidates: readonly Candidate[]
  /** the layout that comes nearest, where none is feasible */
  readonly infeasible: (Infeasible & { readonly layout: GpuLayout; readonly precision: string }) | null
  readonly refusal: Refusal | null
}

/** Serving shapes are kept by key; an edit back and forth finds both. */
export interface ServingCache {
  readonly shapes: Map<string, Map<string, Servable>>
}

export const servingCache = (): ServingCache => ({ shapes: new Map() })

/** Models on GPUs kept, over all shapes: eight times those of the catalogue. Models that count tokens otherwise have shapes of their own. */
const PAIRS_KEPT = 12_000
const CHUNK_TOKENS = 8192
/** Small cards run with shorter chunks (`serving-model.md` 9). */
const SMALL_CARD_BYTES = 60e9
const SMALL_CARD_CHUNK_TOKENS = 2048
const MAX_SEQUENCES = 256

export const chunkTokensOf = (gpu: Gpu): number =>
  (gpu.serving?.usableMemoryBytes ?? 0) < SMALL_CARD_BYTES ? SMALL_CARD_CHUNK_TOKENS : CHUNK_TOKENS

/** What the load of a replica depends on. */
export type Shaping = Pick<Scenario, 'workloads' | 'months'>

/** Interactive demand shapes the latency targets; a scenario of batch work alone is sized by throughput. */
const workloadDemands = (scenario: Shaping, batch: boolean, m: number): WorkloadDemand[] => {
  // Without any request yet, the workloads count alike: a fleet may be asked for all the same.
  const idle = scenario.workloads.every((workload) => workload.requestsPerMonth === 0)
  return scenario.workloads
    .map((workload) => ({
      share: (idle ? 1 : requestsInMonth(workload, m)) * (batch ? workload.batchShare : 1 - workload.batchShare),
      inputTokens: workload.inputTokens,
      outputTokens: workload.outputTokens + workload.reasoningTokens,
      cachedShare: workload.cachedShare,
      sharedPrefixShare: Math.min(workload.sharedPrefixShare, workload.cachedShare),
      cvInput: workload.cvInput,
      cvOutput: workload.cvOutput,
      ttftP95Seconds: workload.ttftP95Seconds,
      tpotP95Seconds: workload.tpotP95Seconds,
    }))
    .filter((demand) => demand.share > 0)
}

/** Only ratios of request rates matter to the mix, so a change of volume alone keeps the key. */
const normalised = (demands: readonly WorkloadDemand[]): WorkloadDemand[] => {
  const total = demands.reduce((sum, demand) => sum + demand.share, 0)
  return demands.map((demand) => ({ ...demand, share: demand.share / total }))
}

interface Mix {
  readonly interactive: readonly WorkloadDemand[]
  readonly batch: readonly WorkloadDemand[]
}

/** The mixes a replica must carry: that of the first month, and of the last where workloads grow apart. */
type Shape = readonly [Mix, ...Mix[]]

const mixOf = (scenario: Shaping, m: number): Mix => ({
  interactive: normalised(workloadDemands(scenario, false, m)),
  batch: normalised(workloadDemands(scenario, true, m)),
})

const shapeOf = (scenario: Shaping): Shape => {
  const growths = new Set(
    scenario.workloads.filter(({ requestsPerMonth }) => requestsPerMonth > 0).map(({ growthPerMonth }) => growthPerMonth),
  )
  const first = mixOf(scenario, 0)
  return growths.size > 1 ? [first, mixOf(scenario, scenario.months - 1)] : [first]
}

/** The demand that sizes a replica: interactive work, or the batch work where there is no other. */
export const demandOf = (scenario: Scenario): readonly WorkloadDemand[] => {
  const [first] = shapeOf(scenario)
  return first.interactive.length > 0 ? first.interactive : first.batch
}

/** Two layouts with the same or more load per replica and no more GPUs: the other never needs fewer instances in any hour. */
const dominates = (a: Candidate, b: Candidate): boolean =>
  a.layout.gpusPerReplica <= b.layout.gpusPerReplica &&
  a.capacity.tpotSeconds / a.capacity.concurrency <= b.capacity.tpotSeconds / b.capacity.concurrency &&
  Math.sqrt(a.capacity.tpotSeconds) / a.capacity.concurrency <= Math.sqrt(b.capacity.tpotSeconds) / b.capacity.concurrency &&
  (a.batchPerSecond ?? 0) >= (b.batchPerSecond ?? 0)

const undominated = (candidates: readonly Candidate[]): Candidate[] => {
  const kept: Candidate[] = []
  for (const candidate of candidates) {
    if (kept.some((other) => dominates(other, candidate))) continue
    for (let index = kept.length - 1; index >= 0; index--) if (dominates(candidate, kept[index]!)) kept.splice(index, 1)
    kept.push(candidate)
  }
  return kept
}

/**
 * Fewer instances in every hour may still start more often, and leave less idle time to batch work, which then adds a whole
 * replica: where starts or batch work are billed, every layout is tried (docs/adr/0008).
 */
const mayPrune = (scenario: Scenario, shape: Shape): boolean =>
  scenario.policy !== 'to-zero' && shape.every(({ batch }) => batch.length === 0)

/** By how much the floor misses the targets; the weights not fitting is worst. */
const distance = (infeasible: Infeasible, demand: ServingDemand): number => {
  if (infeasible.floor === null) return Number.MAX_VALUE / (infeasible.memoryBytes / infeasible.weightBytes + 1)
  let worst = 0
  for (const workload of demand.workloads)
    worst = Math.max(
      worst,
      infeasible.floor.ttft95Seconds / workload.ttftP95Seconds,
      infeasible.floor.tpot95Seconds / workload.tpotP95Seconds,
    )
  return worst
}

/** A replica of batch work alone has no latency to hold; its rates stand in where an interactive capacity is asked for. */
const asCapacity = (batch: Extract<ReturnType<typeof bestThroughput>, { feasible: true }>): Capacity => ({
  feasible: true,
  concurrency: batch.concurrency,
  memoryConcurrency: batch.concurrency,
  tpotSeconds: batch.tpotSeconds,
  tpot95Seconds: batch.tpotSeconds,
  ttftSeconds: 0,
  ttft95Seconds: 0,
  prefillShare: 0,
  requestsPerSecond: batch.requestsPerSecond,
  outputTokensPerSecondPerGpu: batch.outputTokensPerSecondPerGpu,
  binds: batch.binds,
})

type Carried = { readonly capacity: Capacity; readonly batchPerSecond: number | null } | Infeasible | null

/** What one replica carries of one mix; null: there is nothing to carry. */
const carried = (constants: Constants, mix: Mix, limits: Omit<ServingDemand, 'workloads'>): Carried => {
  const throughput = mix.batch.length === 0 ? null : bestThroughput(constants, { workloads: mix.batch, ...limits })
  if (throughput !== null && !throughput.feasible) return throughput
  const batchPerSecond = throughput?.requestsPerSecond ?? null
  if (mix.interactive.length === 0) return throughput === null ? null : { capacity: asCapacity(throughput), batchPerSecond }
  const held = capacity(constants, { workloads: mix.interactive, ...limits })
  return held.feasible ? { capacity: held, batchPerSecond } : held
}

const isMiss = (answer: Exclude<Carried, null>): answer is Infeasible => 'code' in answer

/** A fleet whose workloads grow apart is sized for the harder mix throughout: the one that lets a replica carry less. */
const harder = (a: Carried, b: Carried): Carried => {
  if (a === null || b === null) return a ?? b
  if (isMiss(a) || isMiss(b)) return isMiss(a) ? a : b
  const batchPerSecond =
    a.batchPerSecond === null || b.batchPerSecond === null
      ? (a.batchPerSecond ?? b.batchPerSecond)
      : Math.min(a.batchPerSecond, b.batchPerSecond)
  const less = a.capacity.concurrency / a.capacity.tpotSeconds <= b.capacity.concurrency / b.capacity.tpotSeconds ? a : b
  return { capacity: less.capacity, batchPerSecond }
}

/** What one layout carries of the demand of any scenario; null: the targets cannot be met, or the serving model refuses it. */
export const layoutCarries = (
  { architecture }: { readonly architecture: Architecture },
  gpu: Gpu,
  { layout, precision }: Pick<Candidate, 'layout' | 'precision'>,
  engine: Scenario['engine'],
  coefficients: Catalogue['coefficients'],
): ((scenario: Shaping) => Candidate | null) => {
  const constants = servingConstants(architecture, gpu, layout, precision, engine, coefficients)
  const limits = { chunkTokens: chunkTokensOf(gpu), maxSequences: MAX_SEQUENCES }
  return (scenario) => {
    if (isRefusal(constants)) return null
    const held = shapeOf(scenario)
      .map((mix) => carried(constants, mix, limits))
      .reduce(harder)
    return held === null || isMiss(held) ? null : { layout, precision, capacity: held.capacity, batchPerSecond: held.batchPerSecond }
  }
}

const servable = (
  architecture: Architecture,
  gpu: Gpu,
  scenario: Scenario,
  shape: Shape,
  coefficients: Catalogue['coefficients'],
): Servable => {
  const precision = scenario.precision ?? architecture.servedPrecision
  const limits = { chunkTokens: chunkTokensOf(gpu), maxSequences: MAX_SEQUENCES }
  const [first] = shape
  const candidates: Candidate[] = []
  let nearest: Servable['infeasible'] = null
  let refusal: Refusal | null = gpu.serving === null ? refuse('gpu.serving', `There are no serving figures for ${gpu.name}.`) : null
  for (const { layout, constants } of layoutConstants(architecture, gpu, precision, scenario.engine, coefficients)) {
    if (isRefusal(constants)) {
      refusal = constants
      continue
    }
    const held = shape.map((mix) => carried(constants, mix, limits)).reduce(harder)
    if (held === null) continue
    if (isMiss(held)) {
      const workloads = first.interactive.length > 0 ? first.interactive : first.batch
      const miss = { ...held, layout, precision }
      if (nearest === null || distance(held, { workloads, ...limits }) < distance(nearest, { workloads, ...limits })) nearest = miss
      continue
    }
    candidates.push({ layout, precision, capacity: held.capacity, batchPerSecond: held.batchPerSecond })
  }
  if (candidates.length === 0 && nearest === null && refusal === null)
    refusal = { field: 'precision', reason: `No layout of ${gpu.name} is known for the precision ${precision}.` }
  const roomy = candidates.filter((candidate) => candidate.capacity.memoryConcurrency >= SEQUENCES_ASKED)
  const worthTrying = roomy.length > 0 ? roomy : candidates
  return { candidates: mayPrune(scenario, shape) ? undominated(worthTrying) : worthTrying, infeasible: nearest, refusal }
}

/**
 * The buyer's speed factor f: at the targets a replica carries f times the sequences·tokens/s of the model. As many sequences decode (C
 * stays), and each token holds its sequence for 1/f of the time; latencies stay those the layout was chosen by.
 */
export const atSpeed = (candidate: Candidate, factor: number): Candidate => ({
  ...candidate,
  capacity: {
    ...candidate.capacity,
    tpotSeconds: tpotAtSpeed.bare({ modelled: candidate.capacity.tpotSeconds, speed: factor }),
    requestsPerSecond: candidate.capacity.requestsPerSecond * factor,
    outputTokensPerSecondPerGpu: candidate.capacity.outputTokensPerSecondPerGpu * factor,
  },
  batchPerSecond: candidate.batchPerSecond === null ? null : candidate.batchPerSecond * factor,
})

/** What can serve `model` on `gpu`, from the cache or worked out now. */
export type ServableOf = (model: Model & { readonly architecture: Architecture }, gpu: Gpu) => Servable

export const servableIn = (cache: ServingCache, scenario: Scenario, catalogue: Catalogue): ServableOf => {
  const shape = shapeOf(scenario)
  const key = JSON.stringify([catalogue.version, shape, scenario.precision, scenario.engine, mayPrune(scenario, shape)])
  let known = cache.shapes.get(key)
  if (known === undefined) {
    let held = 0
    for (const pairs of cache.shapes.values()) held += pairs.size
    for (const [oldest, pairs] of cache.shapes) {
      if (held <= PAIRS_KEPT) break
      held -= pairs.size
      cache.shapes.delete(oldest)
    }
    known = new Map()
    cache.shapes.set(key, known)
  }
  const ofShape = known
  const modelled: ServableOf = (model, gpu) => {
    const pair = `${model.id}|${gpu.id}`
    const found = ofShape.get(pair) ?? servable(model.architecture, gpu, scenario, shape, catalogue.coefficients)
    ofShape.set(pair, found)
    return found
  }
  if (scenario.speedFactor === 1) return modelled
  const scaled = new Map<Servable, Servable>()
  return (model, gpu) => {
    const found = modelled(model, gpu)
    const atFactor = scaled.get(found) ?? {
      ...found,
      candidates: found.candidates.map((candidate) => atSpeed(candidate, scenario.speedFactor)),
    }
    scaled.set(found, atFactor)
    return atFactor
  }
}

/** The same, each model at the lengths of its own tokens. */
export const servableByModel = (cache: ServingCache, { forModel, catalogue }: Pick<Settings, 'forModel' | 'catalogue'>): ServableOf => {
  const known = new Map<Scenario, ServableOf>()
  return (model, gpu) => {
    const { scenario } = forModel(model.id)
    const servableOf = known.get(scenario) ?? servableIn(cache, scenario, catalogue)
    known.set(scenario, servableOf)
    return servableOf(model, gpu)
  }
}

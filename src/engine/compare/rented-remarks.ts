/** Why a model cannot run on a GPU, with both numbers that clash, and what to mind where it can. */
import type { Architecture, Catalogue, Gpu, Model } from '../../catalogue/schema.ts'
import { shareAbove } from '../context-tiers.ts'
import type { RentedDetail, Remark } from '../result.ts'
import type { Infeasible } from '../serving/infeasible.ts'
import { SEQUENCES_ASKED } from '../serving/layouts.ts'
import type { Refusal } from '../serving/refusal.ts'
import type { Scenario } from '../../scenario/schema.ts'
import type { Reach } from './gpu-reach.ts'
import { gpuShortName, termNoun } from './names.ts'
import { discountKeyOf } from './rental-offers.ts'
import type { PlanStep } from './rental-plan.ts'
import { inputAsCounted, type Settings } from './settings.ts'
import { byteWords, notPossible, remark, secondWords, shareWords, tokenWords } from './remarks.ts'

const PERCENT = 100
/** −35 % or +50 %. */
const signedPercent = (share: number): string => `${share < 0 ? '−' : '+'}${Math.abs(share * PERCENT).toFixed(0)} %`

type OpenModel = Model & { readonly architecture: Architecture }

const TAIL_WORTH_SAYING = 0.001
/** A target just above the floor would leave no room for a second request. */
const ROOM_ABOVE_FLOOR = 1.2

export const refusalRemark = (refusal: Refusal | null): Remark =>
  notPossible('not-modelled', `Not possible: ${refusal?.reason ?? 'this layout is not modelled.'}`, [], null)

/** A tenth of the memory stays free, and each GPU's runtime takes its part (`serving-model.md` 7). */
const PLAN_SHARE = 0.9
const RUNTIME_BYTES = 2.5e9
const WEIGHT_FACTOR = 1.02
const roomForWeights = (why: Infeasible): number => (PLAN_SHARE * why.memoryBytes - RUNTIME_BYTES * why.gpusPerReplica) / WEIGHT_FACTOR

const tightest = (scenario: Scenario, target: 'ttftP95Seconds' | 'tpotP95Seconds'): number =>
  Math.min(...scenario.workloads.filter((workload) => workload.batchShare < 1).map((workload) => workload[target]))

const infeasibleWords = (why: Infeasible, model: OpenModel, gpu: Gpu, scenario: Scenario): Remark => {
  const gpus = `${why.gpusPerReplica} ${gpuShortName(gpu)}`
  const weights = { label: 'Weights', value: byteWords(why.weightBytes) }
  const room = Math.max(0, why.code === 'does-not-fit' ? roomForWeights(why) : why.memoryBytes)
  const memory = {
    label: why.code === 'does-not-fit' ? `Room for weights on ${gpus}` : `Memory of ${gpus}, usable`,
    value: byteWords(room),
  }
  if (why.code === 'does-not-fit')
    return notPossible(
      why.code,
      `Not possible: weights need ${weights.value}, ${gpus} have room for ${memory.value}.`,
      [weights, memory],
      'Take a GPU with more memory, or a smaller precision.',
    )
  if (why.code === 'memory')
    return notPossible(
      why.code,
      `Not possible: beside weights of ${weights.value}, ${gpus} with ${memory.value} hold no request of this length.`,
      [weights, memory],
      'Take a GPU with more memory, or shorten requests.',
    )
  const floor = why.floor
  if (floor === null || why.code === 'busy')
    return notPossible(
      why.code,
      `Not possible: a single replica of ${model.name} on ${gpus} is busy with prompts alone.`,
      [],
      'Shorten the prompts or read more of them from a cache.',
    )
  const first = why.code === 'ttft'
  const target = tightest(scenario, first ? 'ttftP95Seconds' : 'tpotP95Seconds')
  const reached = first ? floor.ttft95Seconds : floor.tpot95Seconds
  const what = first ? 'first token' : 'time per output token'
  return notPossible(
    why.code,
    `Not possible at any size: an idle replica on ${gpus} needs ${secondWords(reached)} to the ${what} (p95), the target is ${secondWords(target)}.`,
    [
      { label: `p95 ${what}, idle`, value: secondWords(reached) },
      { label: 'Target', value: secondWords(target) },
    ],
    `Allow ${secondWords(reached * ROOM_ABOVE_FLOOR)} to the ${what}.`,
  )
}

interface Said<T> {
  readonly model: OpenModel
  readonly gpu: Gpu
  /** all that it depends on beside model, GPU and what it is said of */
  readonly given: string
  readonly remarks: T
}

/** What serving shapes say outlives a comparison as they do: the same words for the same thing, made once. */
const saidOf = <K extends object, T>(): ((of: K, model: OpenModel, gpu: Gpu, given: string, make: () => T) => T) => {
  const said = new WeakMap<K, Said<T>>()
  return (of, model, gpu, given, make) => {
    const known = said.get(of)
    if (known !== undefined && known.model === model && known.gpu === gpu && known.given === given) return known.remarks
    const remarks = make()
    said.set(of, { model, gpu, given, remarks })
    return remarks
  }
}

const infeasibleSaid = saidOf<Infeasible, Remark>()

export const infeasibleRemark = (why: Infeasible, model: OpenModel, gpu: Gpu, scenario: Scenario): Remark => {
  const isFirst = why.code === 'ttft'
  const target = isFirst || why.code === 'tpot' ? tightest(scenario, isFirst ? 'ttftP95Seconds' : 'tpotP95Seconds') : 0
  return infeasibleSaid(why, model, gpu, String(target), () => infeasibleWords(why, model, gpu, scenario))
}

export interface ContextRemarks {
  /** null: requests fit */
  readonly blocks: Remark | null
  readonly warnings: readonly Remark[]
}

/** `settings`: in the tokens of the model. */
export const contextRemarks = (model: OpenModel, settings: Settings): ContextRemarks => {
  const window = model.architecture.contextTokens
  if (window === null) return { blocks: null, warnings: [remark('context-unknown', 'The longest context of this model is unknown.')] }
  const warnings: Remark[] = []
  for (const [index, workload] of settings.scenario.workloads.entries()) {
    if (workload.requestsPerMonth === 0) continue
    const out = workload.outputTokens + workload.reasoningTokens
    if (workload.inputTokens + out > window)
      return {
        blocks: notPossible(
          'context-window',
          `Not possible: a request needs ${tokenWords(workload.inputTokens + out)} tokens, the context of ${model.name} holds ${tokenWords(window)}.`,
          [
            { label: 'A request', value: `${tokenWords(workload.inputTokens + out)} tokens` },
            { label: 'Longest context', value: `${tokenWords(window)} tokens` },
          ],
          `Shorten requests of "${workload.name}" to ${tokenWords(inputAsCounted(Math.max(0, window - out), index, settings))} input tokens.`,
        ),
        warnings,
      }
    const tail = shareAbove(workload.inputTokens, workload.cvInput, { above: Math.max(0, window - out) }).requests
    if (tail > TAIL_WORTH_SAYING)
      warnings.push(remark('context-tail', `${shareWords(tail)} of requests are longer than the context of ${tokenWords(window)} tokens.`))
  }
  return { blocks: null, warnings }
}

const warningsOfModel = (
  model: OpenModel,
  gpu: Gpu,
  { policy, serving }: Pick<RentedDetail, 'policy' | 'serving'>,
  scenario: Scenario,
): Remark[] => {
  const warnings: Remark[] = []
  if (policy === 'to-zero')
    warnings.push(
      remark('cold-start', 'Scaled to zero: the first request after a pause waits for the start, so its latency target is missed.'),
    )
  if (gpu.serving !== null && !gpu.serving.calibration.startsWith('fitted'))
    warnings.push(remark('not-calibrated', `Speed on ${gpuShortName(gpu)}: ${gpu.serving.calibration}.`))
  if (serving.evidence === 'extrapolated')
    warnings.push(
      remark(
        'extrapolated',
        `Speed is extrapolated: this kind of model, GPU or number of nodes has not been measured. Expect ${signedPercent(1 / serving.speed.high - 1)} to ${signedPercent(1 / serving.speed.low - 1)} on cost.`,
      ),
    )
  if (serving.memoryConcurrency < SEQUENCES_ASKED)
    warnings.push(remark('little-memory', `Memory holds only ${serving.memoryConcurrency} requests at a time; eight are asked for.`))
  if (serving.layout.precision !== model.architecture.servedPrecision)
    warnings.push(
      remark(
        'requantised',
        `Served at ${serving.layout.precision}, published as ${model.architecture.nativePrecision}: check the quality.`,
      ),
    )
  if (model.architecture.unknownOrInferred.length > 0)
    warnings.push(remark('dimensions', `Not confirmed of its architecture: ${model.architecture.unknownOrInferred.join('; ')}.`))
  if (scenario.precision !== null && serving.layout.precision === scenario.precision && model.openWeights !== true)
    warnings.push(remark('weights-unclear', 'Whether the weights are published is not confirmed.'))
  return warnings
}

const warningsSaid = saidOf<RentedDetail['serving'], readonly Remark[]>()

export const modelWarnings = (
  model: OpenModel,
  gpu: Gpu,
  detail: Pick<RentedDetail, 'policy' | 'serving'>,
  scenario: Scenario,
): readonly Remark[] =>
  warningsSaid(detail.serving, model, gpu, `${String(detail.policy === 'to-zero')}|${scenario.precision ?? ''}`, () =>
    warningsOfModel(model, gpu, detail, scenario),
  )

export const leftOutWords = (offers: number): string =>
  offers === 1 ? 'One offer that names no country was left out.' : `${offers} offers that name no country were left out.`

/** "1-year price estimated: the usual 30 % (15 % to 45 %) off the hourly price, at least the lowest published one." */
const estimatedWords = (termMonths: number, { catalogue }: Settings): string => {
  const discount = catalogue.assumptions[discountKeyOf(termMonths) ?? '']
  const usual = discount?.value ?? null
  const band =
    discount?.low === undefined || discount.high === undefined ? '' : ` (${shareWords(discount.low)} to ${shareWords(discount.high)})`
  return `${termNoun(termMonths)} price estimated: the usual ${usual === null ? 'discount' : shareWords(usual)}${band} off the hourly price, at least the lowest published one.`
}

const SPOT = remark('spot', 'Spot GPUs may be taken away: the work that may wait is then started again.')

const estimatedSaid = new WeakMap<Catalogue['assumptions'], Map<number, Remark>>()

const estimatedRemark = (termMonths: number, settings: Settings): Remark => {
  const { assumptions } = settings.catalogue
  let said = estimatedSaid.get(assumptions)
  if (said === undefined) estimatedSaid.set(assumptions, (said = new Map()))
  const known = said.get(termMonths) ?? remark('estimated-term', estimatedWords(termMonths, settings))
  said.set(termMonths, known)
  return known
}

/** Why a company of the place cannot usually order an offer (docs/adr/0025). */
export const outOfReachRemark = (reach: Reach): Remark =>
  remark(
    'out-of-reach',
    reach === 'outside-china'
      ? 'The GPUs stand outside China: for a company in China they are shown, but do not compete.'
      : 'Offered in China or on a Chinese platform: for a company outside China it is shown, but does not compete.',
  )

/** What to mind of the prices a fleet is rented at. */
export const planWarnings = (plan: readonly PlanStep[], withoutCountry: number, settings: Settings): Remark[] => {
  const warnings: Remark[] = []
  for (const { offer } of plan) {
    if (offer.estimated && offer.termMonths !== null) warnings.push(estimatedRemark(offer.termMonths, settings))
    if (offer.spot) warnings.push(SPOT)
  }
  if (withoutCountry > 0) warnings.push(remark('country-unknown', leftOutWords(withoutCountry)))
  return warnings
}

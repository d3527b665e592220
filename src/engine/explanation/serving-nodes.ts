/** Explains how much one replica carries: the limits that hold at C, and the time per token from its parts. */
import type { Architecture, Catalogue, Gpu, Model } from '../../catalogue/schema.ts'
import { chunkTokensOf, demandOf } from '../compare/serving-cache.ts'
import type { RentedChoice } from '../compare/rented-search.ts'
import { constant, formula, sum, type Explained } from '../explain.ts'
import { decodeParts, type DecodeParts } from '../serving/decode-step.ts'
import { servingConstants, type Constants } from '../serving/constants.ts'
import { replicaLoad } from '../serving/demand.ts'
import { isRefusal } from '../serving/refusal.ts'
import type { Unit } from '../../units/unit.ts'
import type { ExplanationContext } from './explanation-context.ts'
import { fieldNode, sourcedNode, wordsNode, type Node } from './leaves.ts'

export const timePerToken = formula({
  id: 'time-per-token',
  title: 'Mean time per output token',
  unit: 's',
  inputs: { decodeStep: 's', promptsPerStep: '1', prefill: 's', shared: 's' },
  text: 'decodeStep + promptsPerStep * prefill + shared * (1 - exp(-promptsPerStep))',
  source: 'serving-model.md 9',
  compute: ({ decodeStep, promptsPerStep, prefill, shared }) =>
    decodeStep + promptsPerStep * prefill + shared * (1 - Math.exp(-promptsPerStep)),
})

const PART_WORDS: Readonly<Record<keyof DecodeParts, readonly [label: string, text: string]>> = {
  overhead: ['Host and launch overhead', 'per step, per layer and per sequence, fitted by engine'],
  denseWeights: [
    'Reading attention, shared and head weights',
    'weights ÷ (memory bandwidth × efficiency), or their FLOP where that takes longer',
  ],
  expertWeights: [
    'Reading expert weights',
    'weights of the experts touched ÷ (memory bandwidth × efficiency), or their FLOP where that takes longer',
  ],
  kv: ['Reading the KV cache', 'bytes of the attended context of all sequences ÷ (memory bandwidth × efficiency), or attention FLOP'],
  state: ['Recurrent state', 'bytes of linear-attention state, read and written'],
  communication: ['Communication between GPUs', 'two all-reduces a layer: latency and activations ÷ (link × efficiency)'],
}

interface Served {
  readonly model: Model & { readonly architecture: Architecture }
  readonly gpu: Gpu
  readonly catalogue: Catalogue
}

const gpuDatum = <U extends Unit>(label: string, unit: U, value: number, { gpu, catalogue }: Served): Node<U> => {
  const [source = '', ...others] = gpu.sources
  const note = others.length === 0 ? {} : { note: `Also: ${others.join(', ')}.` }
  return sourcedNode(label, unit, value, { source, basis: 'quoted', ...note }, catalogue)
}

/** Dimensions that were not read from a published file. */
const NOT_READ = /recalled|inferred/

const modelDatum = <U extends Unit>(label: string, unit: U, value: number, { model, catalogue }: Served): Node<U> => {
  const { source, sourceBasis } = model.architecture
  return sourcedNode(
    label,
    unit,
    value,
    { source, basis: NOT_READ.test(sourceBasis) ? 'estimated' : 'quoted', note: sourceBasis },
    catalogue,
  )
}

const inputsOfPart = (part: keyof DecodeParts, k: Constants, served: Served): Record<string, Explained> => {
  const { gpu } = served
  const { serving } = gpu
  const { params } = served.model.architecture
  if (serving === null) return {}
  const bandwidth = gpuDatum('Memory bandwidth', 'byte/s', serving.memoryBandwidthBytesPerSecond, served)
  const calibration = constant(
    'Efficiencies and overheads',
    '1',
    1,
    `Fitted coefficients of the serving model; ${gpu.name}: ${serving.calibration}.`,
  )
  if (part === 'denseWeights')
    return {
      weights: wordsNode(
        'Weights read per GPU',
        'byte',
        k.weights.attention + k.weights.head + k.weights.shared,
        'dense-weights',
        'parameters × bytes per parameter ÷ GPUs that share them',
        {
          attention: modelDatum('Attention parameters', '1', params.attn, served),
          shared: modelDatum('Dense and shared parameters', '1', params.dense + params.sharedAndRouter, served),
        },
      ),
      bandwidth,
      calibration,
    }
  if (part === 'expertWeights')
    return {
      weights: wordsNode(
        'Expert weights per GPU',
        'byte',
        k.weights.experts,
        'expert-weights',
        'routed parameters × bytes per parameter ÷ GPUs',
        {
          routed: modelDatum('Routed parameters', '1', params.routed, served),
        },
      ),
      bandwidth,
      calibration,
    }
  if (part === 'kv')
    return {
      stored: constant('KV cache per token and GPU', 'byte/token', k.kv.storedPerToken, 'From the attention layers of the model.'),
      bandwidth,
      calibration,
    }
  if (part === 'communication') return { link: gpuDatum('Link, one way', 'byte/s', k.linkBytesPerSecond, served), calibration }
  return { calibration }
}

const stepNode = (k: Constants, batch: number, context: number, served: Served): Node<'s'> => {
  const parts = decodeParts(k, batch, context)
  const nodes = (Object.keys(parts) as (keyof DecodeParts)[])
    .filter((part) => parts[part] > 0)
    .map((part) => wordsNode(PART_WORDS[part][0], 's', parts[part], `decode-${part}`, PART_WORDS[part][1], inputsOfPart(part, k, served)))
  return sum('One decode step', 's', nodes)
}

/** TPOT at C and what it is made of. */
const tpotNode = (
  choice: Pick<RentedChoice, 'candidate'>,
  k: Constants,
  load: ReturnType<typeof replicaLoad>,
  served: Served,
): Node<'s'> => {
  const batch = choice.candidate.capacity.concurrency
  return timePerToken.explain('Time per output token', {
    decodeStep: stepNode(k, batch, load.context, served),
    promptsPerStep: constant(
      'Prompts admitted per step',
      '1',
      batch / load.outputTokens,
      'Sequences decoding ÷ output tokens of an answer.',
    ),
    prefill: constant(
      'Prefill of a mean prompt',
      's',
      load.prefill,
      'New tokens after cache reads: their FLOP, attention and communication (serving-model.md 5).',
    ),
    shared: constant(
      'Shared by the prompts of a step',
      's',
      load.shared,
      'Padding of the experts and launch overhead (serving-model.md 5).',
    ),
  })
}

const BINDS: Readonly<Record<RentedChoice['candidate']['capacity']['binds'], string>> = {
  tpot: 'one more would miss the time per output token (p95)',
  ttft: 'one more would miss the time to the first token (p95)',
  memory: 'memory holds no more',
  busy: 'prompts would take more than nine tenths of the time',
  'max-sequences': 'the engine’s limit of sequences',
}

/** C, with the limits it must hold. */
export const capacityNode = (
  choice: Pick<RentedChoice, 'candidate'>,
  model: Model & { architecture: Architecture },
  gpu: Gpu,
  given: ExplanationContext,
): Node<'sequence/replica'> => {
  const { scenario, catalogue } = given.settings
  const { capacity, layout, precision } = choice.candidate
  const k = servingConstants(model.architecture, gpu, layout, precision, scenario.engine, catalogue.coefficients)
  const workload = scenario.workloads.findIndex((candidate) => candidate.batchShare < 1)
  const index = Math.max(0, workload)
  const limits: Record<string, Explained> = {
    tpot95: constant('Time per output token, p95', 's', capacity.tpot95Seconds, 'The mean plus the spread that prompts of others cause.'),
    tpotTarget: fieldNode('Target', 's', scenario.workloads[index]!.tpotP95Seconds, `workloads.${index}.tpotP95Seconds`, given.basisOf),
    ttft95: constant(
      'Time to the first token, p95',
      's',
      capacity.ttft95Seconds,
      'A long prompt alone, the wait for others, and its decode steps.',
    ),
    ttftTarget: fieldNode('Target', 's', scenario.workloads[index]!.ttftP95Seconds, `workloads.${index}.ttftP95Seconds`, given.basisOf),
    memory: constant(
      'Sequences that fit in memory',
      'sequence/replica',
      capacity.memoryConcurrency,
      'Usable memory less weights and runtime, divided by the KV cache of a sequence (serving-model.md 7).',
    ),
  }
  if (!isRefusal(k)) {
    const load = replicaLoad(k, {
      workloads: demandOf(scenario),
      chunkTokens: chunkTokensOf(gpu),
      maxSequences: capacity.memoryConcurrency,
    })
    limits['tpot'] = tpotNode(choice, k, load, { model, gpu, catalogue })
  }
  return wordsNode(
    'Requests one replica decodes at once',
    'sequence/replica',
    capacity.concurrency,
    'serving-capacity',
    `the largest number at which every limit holds: ${BINDS[capacity.binds]}`,
    limits,
  )
}

/** Puts golden sizing cases (simulated fleets) through the serving model: does it ask for as many replicas as the simulation? */
import * as z from 'zod/mini'
import type { Catalogue } from '../catalogue/schema.ts'
import { replicasNeeded, Z_STANDARD } from '../engine/replicas.ts'
import { capacity } from '../engine/serving/capacity.ts'
import { servingConstants } from '../engine/serving/constants.ts'
import type { ServingDemand } from '../engine/serving/demand.ts'
import { isRefusal } from '../engine/serving/refusal.ts'
import type { CaseResult } from './case-result.ts'
import { InputError } from './read-input.ts'
import { findArchitecture, findSystem } from './serving-names.ts'

const configSchema = z.object({
  model: z.string(),
  system: z.string(),
  precision: z.string(),
  engine: z.string(),
  gpus: z.number(),
  attnTP: z.number(),
  attnDP: z.number(),
  ep: z.number(),
})

const caseSchema = z.object({
  id: z.string(),
  config: z.string(),
  workload: z.object({
    inputMean: z.number(),
    inputCv: z.number(),
    outputMean: z.number(),
    outputCv: z.number(),
    sharedPrefixShare: z.number(),
    historyCachedShare: z.number(),
  }),
  ratePerSecond: z.number(),
  ruleInputs: z.object({ relSdOfRate: z.number(), idcProposed: z.number() }),
  targetTtftP95s: z.number(),
  targetTpotP95s: z.number(),
  prefillChunkTokens: z.number(),
  maxSequences: z.number(),
  simulatedLeastReplicas: z.nullable(z.number()),
})

const fileSchema = z.object({ configs: z.record(z.string(), configSchema), cases: z.array(caseSchema) })

type Case = z.infer<typeof caseSchema>

/** Share of the per-minute scatter that adds to the load, and how far from the simulated answer still agrees. */
const SCATTER_WEIGHT = 1.3
const TOLERANCE_REPLICAS = 1
const TOLERANCE_SHARE = 0.1

const demandOf = (one: Case): ServingDemand => ({
  workloads: [
    {
      share: 1,
      inputTokens: one.workload.inputMean,
      outputTokens: one.workload.outputMean,
      cachedShare: one.workload.sharedPrefixShare + one.workload.historyCachedShare,
      sharedPrefixShare: one.workload.sharedPrefixShare,
      cvInput: one.workload.inputCv,
      cvOutput: one.workload.outputCv,
      ttftP95Seconds: one.targetTtftP95s,
      tpotP95Seconds: one.targetTpotP95s,
    },
  ],
  chunkTokens: one.prefillChunkTokens,
  maxSequences: one.maxSequences,
})

interface Answer {
  /** null: no fleet size meets the targets */
  readonly replicas: number | null
  readonly concurrency: number | null
}

const answerOf = (
  one: Case,
  config: z.infer<typeof configSchema> | undefined,
  catalogue: Catalogue,
): Answer | { readonly error: string } => {
  if (config === undefined) return { error: `unknown config "${one.config}"` }
  const architecture = findArchitecture(catalogue, config.model)
  if (isRefusal(architecture)) return { error: architecture.reason }
  const gpu = findSystem(catalogue, config.system)
  if (isRefusal(gpu)) return { error: gpu.reason }
  const layout = { gpusPerReplica: config.gpus, tensorParallel: config.attnTP, dataParallel: config.attnDP, expertParallel: config.ep > 1 }
  const constants = servingConstants(architecture, gpu, layout, config.precision, config.engine, catalogue.coefficients)
  if (isRefusal(constants)) return { error: constants.reason }
  const found = capacity(constants, demandOf(one))
  if (!found.feasible) return { replicas: null, concurrency: null }
  const { relSdOfRate, idcProposed } = one.ruleInputs
  const load = one.ratePerSecond * (1 + SCATTER_WEIGHT * relSdOfRate) * one.workload.outputMean * found.tpotSeconds
  const replicas = replicasNeeded.bare({ load, z: Z_STANDARD, idc: idcProposed, capacity: found.concurrency })
  return { replicas: Math.max(1, replicas), concurrency: found.concurrency }
}

const within = (expected: number | null, got: number | null): boolean =>
  expected === null || got === null
    ? expected === got
    : Math.abs(got - expected) <= Math.max(TOLERANCE_REPLICAS, TOLERANCE_SHARE * expected)

/** @throws InputError naming the field if the file is not `{configs, cases}` of that shape */
export const runSizingCases = (json: unknown, catalogue: Catalogue): CaseResult[] => {
  const parsed = fileSchema.safeParse(json)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new InputError(`not a file of sizing cases: ${issue === undefined ? 'wrong shape' : `${issue.path.join('.')}: ${issue.message}`}`)
  }
  const { cases, configs } = parsed.data
  return cases.map((one) => {
    const got = answerOf(one, Object.hasOwn(configs, one.config) ? configs[one.config] : undefined, catalogue)
    const expected = { replicas: one.simulatedLeastReplicas }
    return { id: one.id, passed: !('error' in got) && within(expected.replicas, got.replicas), expected, got }
  })
}

/** The fitted coefficients that apply to one engine on one GPU generation (`serving-model.md` 12; data: `coefficients`). */
import { refuse, type Refusal } from './refusal.ts'

const COMMON = {
  etaMoe: 'etaMoe',
  etaKv: 'etaKv',
  etaPattn: 'etaPattn',
  int4: 'int4',
  oS: 'oS',
  oSeq: 'oSeq',
  oEp: 'oEp',
  oMla: 'oMla',
  oIdx: 'oIdx',
  oLin: 'oLin',
  etaLink: 'etaLink',
  etaLinkP: 'etaLinkP',
  m0: 'm0',
  pL: 'pL',
  pMla: 'pMla',
  pLin: 'pLin',
  pMoe: 'pMoe',
  mixO: 'mixO',
  qO: 'qO',
} as const
const BY_GENERATION = { etaBw: 'etaBw', etaF: 'etaF', etaP: 'etaP', aAr: 'aAr' } as const
const BY_ENGINE = { oL: 'oL', oMoe: 'oMoe', pS: 'pS', qK: 'qK', qL: 'qL' } as const
/** What the prototype's table does not have, at the value that leaves its figures as they are (ADR 0027). */
const NEUTRAL = { gK: 1, gL: 1, moeP: 1, pTok: 0, mxfp4: 1 } as const
/** What the prototype fitted as one figure for all generations or engines. */
const UNDIVIDED: ReadonlySet<string> = new Set(['aAr', 'qK', 'qL'])

export type Coefficients = Readonly<
  Record<keyof typeof COMMON | keyof typeof BY_GENERATION | keyof typeof BY_ENGINE | keyof typeof NEUTRAL | 'layerOverheadFactor', number>
>

const ENGINE_SUFFIX = new Map([
  ['trtllm', 'trt'],
  ['vllm', 'vllm'],
  ['sglang', 'sgl'],
])

const resolved = new WeakMap<object, Map<string, Coefficients | Refusal>>()

const resolve = (all: Readonly<Record<string, number>>, engine: string, blackwell: boolean): Coefficients | Refusal => {
  const suffix = ENGINE_SUFFIX.get(engine)
  if (suffix === undefined)
    return refuse('engine', `The serving model does not know the engine "${engine}"; it knows vllm, sglang and trtllm.`)
  const names: [string, string][] = [
    ...Object.entries(COMMON),
    ...Object.keys(BY_GENERATION).map((name): [string, string] => [name, `${name}_${blackwell ? 'b' : 'h'}`]),
    ...Object.keys(BY_ENGINE).map((name): [string, string] => [name, `${name}_${suffix}`]),
  ]
  if (blackwell) names.push(['layerOverheadFactor', 'oGenB'])
  const values: Record<string, number> = { layerOverheadFactor: 1 }
  for (const [name, neutral] of Object.entries(NEUTRAL)) values[name] = all[name] ?? neutral
  for (const [name, key] of names) {
    const value = all[key] ?? (UNDIVIDED.has(name) ? all[name] : undefined)
    if (value === undefined) return refuse(`coefficients.${key}`, `The serving coefficients have no "${key}".`)
    values[name] = value
  }
  return values as Coefficients
}

/** Resolved once per table, engine and generation. */
export const coefficientsFor = (all: Readonly<Record<string, number>>, engine: string, generation: string): Coefficients | Refusal => {
  const blackwell = generation === 'blackwell'
  let known = resolved.get(all)
  if (known === undefined) resolved.set(all, (known = new Map()))
  const key = blackwell ? `b ${engine}` : `h ${engine}`
  let answer = known.get(key)
  if (answer === undefined) known.set(key, (answer = resolve(all, engine, blackwell)))
  return answer
}

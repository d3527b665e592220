/** Which coefficients a fit may move, from where, how far: the prototype's form and the product's (ADR 0027). */
import type { Table } from './points.ts'

export interface Form {
  /** starting values, also what the prior draws to */
  readonly start: Table
  readonly fitted: readonly string[]
}

/** Shares of what a data sheet promises, and times of a host, have physical limits. By name, or name without generation or engine. */
const BOUNDS: Readonly<Record<string, readonly [number, number]>> = {
  etaBw: [0.4, 0.95],
  etaKv: [0.3, 1],
  etaMoe: [0.3, 1],
  etaF: [0.2, 0.95],
  etaP: [0.2, 0.95],
  etaPattn: [0.05, 0.95],
  etaLink: [0.05, 1],
  etaLinkP: [0.05, 1],
  aAr: [2e-6, 2e-5],
  oS: [5e-5, 5e-3],
  oSeq: [1e-6, 3e-5],
  moeP: [0.15, 1],
  pS: [2e-3, 0.2],
  pTok: [5e-7, 2e-5],
  gL: [0.4, 1],
  gK: [0.4, 1],
}
/** Where physics says nothing: a hundred times either way. */
const FAR = 100

export const boundsOf = (name: string, start: number): readonly [number, number] =>
  BOUNDS[name] ?? BOUNDS[name.slice(0, name.lastIndexOf('_'))] ?? [start / FAR, start * FAR]

/** No measured point has int4 experts or an indexer; `mxfp4` is a ratio of data-sheet figures. */
const NOT_FITTED = new Set(['int4', 'oIdx', 'mxfp4'])

const formOf = (start: Table): Form => ({ start, fitted: Object.keys(start).filter((name) => !NOT_FITTED.has(name)) })

/**
 * Round figures from physics and common practice, alike for all engines and generations: what a prior may say. The
 * prototype's figures saw every point; a pull towards them would let the points that a fold leaves out back in.
 */
const ROUND: Table = {
  etaBw_h: 0.85,
  etaBw_b: 0.85,
  etaKv: 0.75,
  etaMoe: 0.8,
  etaF_h: 0.6,
  etaF_b: 0.6,
  etaP_h: 0.7,
  etaP_b: 0.7,
  etaPattn: 0.25,
  etaLink: 0.3,
  etaLinkP: 0.6,
  // launch and scheduling of kernels: tens of microseconds a layer
  oL_trt: 4e-5,
  oL_vllm: 4e-5,
  oL_sgl: 4e-5,
  oMoe_trt: 3e-5,
  oMoe_vllm: 3e-5,
  oMoe_sgl: 3e-5,
  oMla: 3e-5,
  oLin: 3e-5,
  oIdx: 4e-5,
  oEp: 2e-5,
  oGenB: 0.8,
  oS: 5e-4,
  oSeq: 5e-6,
  // latency of one all-reduce over NVLink
  aAr_h: 8e-6,
  aAr_b: 8e-6,
  // a tile of the experts' products
  m0: 128,
  mixO: 0.4,
  pL: 1.5e-4,
  pMla: 5e-4,
  pLin: 5e-4,
  pMoe: 1e-4,
  pS_trt: 0.02,
  pS_vllm: 0.02,
  pS_sgl: 0.05,
  // share of the prefill products' speed that experts reach; host time per prompt token
  moeP: 0.5,
  pTok: 4e-6,
  // closed loop: share of the other clients' prefills waited for, the power it grows with, the share of launches in it
  qO: 0.3,
  qL_trt: 0.7,
  qL_vllm: 0.5,
  qL_sgl: 2,
  qK_trt: 0.2,
  qK_vllm: 0.2,
  qK_sgl: 0.2,
  gL: 0.8,
  gK: 0.9,
  int4: 0.8,
  // MXFP4 experts compute in bf16 where there are no 4-bit units: half of the fp8 peak
  mxfp4: 0.5,
}

/** With what cross-validation said is worth its coefficients. */
export const productForm = (): Form => formOf(ROUND)

/** What cross-validation added to the prototype's form, and what it divides by engine or generation. */
const ADDED = new Set(['gL', 'gK', 'moeP', 'pTok', 'mxfp4'])
const DIVIDED = ['aAr', 'qK', 'qL'] as const

/** As `serving-model.md` has it, from the same round figures. */
export const prototypeForm = (): Form => {
  const kept = Object.entries(ROUND).filter(([name]) => !ADDED.has(name) && !DIVIDED.some((whole) => name.startsWith(`${whole}_`)))
  return formOf({ ...Object.fromEntries(kept), aAr: ROUND['aAr_h']!, qK: ROUND['qK_vllm']!, qL: ROUND['qL_vllm']! })
}

/** How many bytes a parameter takes and at which peak its products run, by precision and model (`serving-model.md` 2). */
import type { GpuServing } from '../../catalogue/schema.ts'
import { refuse, type Refusal } from './refusal.ts'

export interface PrecisionFigures {
  /** bytes per parameter */
  readonly attentionBytes: number
  readonly sharedBytes: number
  readonly expertBytes: number
  /** dense peak [FLOP/s] of attention projections, and of all feed-forward parts */
  readonly attentionFlops: number
  readonly ffnFlops: number
  /** experts in int4 reach less of the bandwidth (coefficient `int4`) */
  readonly int4Experts: boolean
  /** MXFP4 experts on a GPU without 4-bit units: they compute at a share of `ffnFlops` (coefficient `mxfp4`) */
  readonly emulatedFp4Experts: boolean
}

/** The head and the attention core are bf16 in every precision. */
export const HEAD_BYTES = 2

const BF16 = 2
const FP8 = 1
/** 4-bit values with one 8-bit scale per 16 values (NVFP4; int4 with group scales), and per 32 values with padding (MXFP4 as published) */
const BLOCK_OF_16 = 0.5625
const MXFP4 = 0.5313
/** published DeepSeek NVFP4 checkpoints: attention mostly bf16, partly fp8 */
const DEEPSEEK_FP4_ATTENTION = 1.7

const figures = (
  a: number,
  s: number,
  e: number,
  attentionFlops: number,
  ffnFlops: number,
  int4Experts = false,
  emulatedFp4Experts = false,
): PrecisionFigures => ({
  attentionBytes: a,
  sharedBytes: s,
  expertBytes: e,
  attentionFlops,
  ffnFlops,
  int4Experts,
  emulatedFp4Experts,
})

/** `modelName`: the architecture's name; published checkpoints of the same precision differ by maker. */
export const precisionFigures = (modelName: string, precision: string, gpu: GpuServing): PrecisionFigures | Refusal => {
  const bf16 = gpu.denseFlopsBf16
  const fp4 = gpu.denseFlopsFp4
  switch (precision) {
    case 'bf16':
      return figures(BF16, BF16, BF16, bf16, bf16)
    case 'fp8':
      return figures(FP8, FP8, FP8, gpu.denseFlopsFp8, gpu.denseFlopsFp8)
    case 'int4':
      return figures(BF16, BF16, BLOCK_OF_16, bf16, bf16, true)
    case 'fp4':
      if (modelName.startsWith('gpt-oss')) return figures(BF16, BF16, MXFP4, bf16, fp4, false, fp4 <= gpu.denseFlopsFp8)
      if (modelName.startsWith('Llama') || modelName.startsWith('Qwen3-')) return figures(BLOCK_OF_16, BLOCK_OF_16, BLOCK_OF_16, fp4, fp4)
      if (modelName.startsWith('DeepSeek')) return figures(DEEPSEEK_FP4_ATTENTION, BLOCK_OF_16, BLOCK_OF_16, bf16, fp4)
      return figures(BF16, BF16, BLOCK_OF_16, bf16, fp4)
    default:
      return refuse('precision', `The serving model does not know the precision "${precision}"; it knows bf16, fp8, int4 and fp4.`)
  }
}

/** How far measured throughput lies from what the model says without having seen it, by how near its evidence is. */
import { quantile } from '../../tests/bench/accuracy-table.ts'
import type { Figures, Point } from './points.ts'

export interface EvidenceBand {
  readonly cell: 'measured' | 'same-gpu' | 'same-attention' | 'new-attention' | 'uncalibrated'
  /** points behind the band; null: an assumption */
  readonly n: number | null
  /** 10 % and 90 % of measured ÷ predicted tokens/s per GPU */
  readonly speedLow: number
  readonly speedHigh: number
  readonly basis: string
}

export interface HeldOut {
  readonly configuration: readonly Figures[]
  readonly model: readonly Figures[]
  readonly gpu: readonly Figures[]
}

const LOW = 0.1
const HIGH = 0.9
/** `serving-model.md` 10, on cost: −35 % / +50 %. */
const ASSUMED = { speedLow: 1 / 1.5, speedHigh: 1 / 0.65 }

const kindsOf = (point: Point): string[] => point.architecture.attnGroups.map(({ kind }) => kind)

/** True where another measured model has every attention kind of this point's model. */
const kindSeenElsewhere = (points: readonly Point[], point: Point): boolean => {
  const others = new Set(points.filter(({ architecture }) => architecture.name !== point.architecture.name).flatMap(kindsOf))
  return kindsOf(point).every((kind) => others.has(kind))
}

const bandOf = (points: readonly Point[], predicted: readonly Figures[], taken: (point: Point) => boolean) => {
  const ratios = points.flatMap((point, index) => (taken(point) ? [point.measured.throughput / predicted[index]!.throughput] : []))
  return { n: ratios.length, speedLow: quantile(ratios, LOW), speedHigh: quantile(ratios, HIGH) }
}

/** Never narrower than the cell before it: less evidence is no more certainty. */
const noNarrower = <T extends { speedLow: number; speedHigh: number }>(band: T, before: { speedLow: number; speedHigh: number }): T => ({
  ...band,
  speedLow: Math.min(band.speedLow, before.speedLow),
  speedHigh: Math.max(band.speedHigh, before.speedHigh),
})

export const evidenceBands = (points: readonly Point[], held: HeldOut): EvidenceBand[] => {
  const seen = new Map<string, boolean>()
  for (const point of points) if (!seen.has(point.architecture.name)) seen.set(point.architecture.name, kindSeenElsewhere(points, point))
  const isSeen = (point: Point): boolean => seen.get(point.architecture.name) === true
  const measured: EvidenceBand = {
    cell: 'measured',
    ...bandOf(points, held.configuration, () => true),
    basis: 'configurations left out, others of the same model, GPU and precision seen',
  }
  const sameGpu: EvidenceBand = {
    cell: 'same-gpu',
    ...noNarrower(bandOf(points, held.model, isSeen), measured),
    basis: 'whole models left out whose kinds of attention other models have; the GPU seen',
  }
  const sameAttention: EvidenceBand = {
    cell: 'same-attention',
    ...noNarrower(
      bandOf(points, held.gpu, () => true),
      sameGpu,
    ),
    basis: 'whole GPUs left out; the kinds of attention seen',
  }
  const newAttention: EvidenceBand = {
    cell: 'new-attention',
    ...noNarrower(
      bandOf(points, held.model, (point) => !isSeen(point)),
      sameAttention,
    ),
    basis: 'whole models left out whose kind of attention no other model has',
  }
  const uncalibrated: EvidenceBand = {
    cell: 'uncalibrated',
    n: null,
    ...noNarrower(ASSUMED, newAttention),
    basis: 'no measured point of the GPU or its maker: an assumption, −35 % to +50 % on cost, and no narrower than a new kind of attention',
  }
  return [measured, sameGpu, sameAttention, newAttention, uncalibrated]
}

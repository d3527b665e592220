/** How far the serving figures of a model on a GPU rest on measurements, and how far off they may be (ADR 0027). */
import type { Architecture, Catalogue, GpuServing } from '../../catalogue/schema.ts'
import type { Evidence, EvidenceCell } from '../result.ts'

/** Attention kinds and precisions among the measured points the coefficients were fitted on. */
export const MEASURED_KINDS: readonly string[] = ['gqa', 'swa', 'mla', 'linear']
export const MEASURED_PRECISIONS: readonly string[] = ['bf16', 'fp8', 'fp4']
/** The largest measured replica. */
export const MEASURED_GPUS = 8

const FITTED = 'fitted on measurements'
const CHECKED = 'checked against measurements, not fitted'

/**
 * measured: points of this model, GPU and precision were fitted; same-gpu: of this GPU, with other models of the same kinds
 * of attention; same-attention: the kinds were measured, but the GPU was only checked or the precision has no points;
 * new-attention: an unmeasured kind of attention, or several nodes; uncalibrated: a GPU without points.
 */
export const evidenceCell = (
  architecture: Architecture,
  serving: GpuServing,
  precision: string,
  gpusPerReplica: number,
  { measured }: Catalogue['servingEvidence'],
): EvidenceCell => {
  const fitted = serving.calibration === FITTED
  if (!fitted && serving.calibration !== CHECKED) return 'uncalibrated'
  if (gpusPerReplica > MEASURED_GPUS) return 'new-attention'
  if (!architecture.attnGroups.every((group) => MEASURED_KINDS.includes(group.kind))) return 'new-attention'
  if (!fitted || !MEASURED_PRECISIONS.includes(precision)) return 'same-attention'
  return measured.some(([model, system, of]) => model === architecture.name && system === serving.system && of === precision)
    ? 'measured'
    : 'same-gpu'
}

const TAGS: Readonly<Record<EvidenceCell, Evidence>> = {
  measured: 'measured',
  'same-gpu': 'modelled',
  'same-attention': 'modelled',
  'new-attention': 'extrapolated',
  uncalibrated: 'extrapolated',
}

/** The word the page uses. */
export const evidenceTag = (cell: EvidenceCell): Evidence => TAGS[cell]

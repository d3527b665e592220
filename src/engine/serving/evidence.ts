/** How far the serving figures of a model on a GPU rest on measurements (`serving-model.md`, opening and 10). */
import type { Architecture, GpuServing } from '../../catalogue/schema.ts'
import type { Evidence } from '../result.ts'

/** Attention kinds and precisions among the measured points the coefficients were fitted on. */
export const MEASURED_KINDS: readonly string[] = ['gqa', 'swa', 'mla', 'linear']
export const MEASURED_PRECISIONS: readonly string[] = ['bf16', 'fp8', 'fp4']
/** The largest measured replica. */
export const MEASURED_GPUS = 8

const FITTED = 'fitted on measurements'
const CHECKED = 'checked against measurements, not fitted'

/**
 * measured: the GPU's points were fitted and the model is of measured kinds; modelled: such a model on a GPU that was only
 * checked, or at a precision without points; extrapolated: another GPU, an unmeasured attention kind, or several nodes.
 */
export const evidenceOf = (architecture: Architecture, serving: GpuServing, precision: string, gpusPerReplica: number): Evidence => {
  const fitted = serving.calibration === FITTED
  if (!fitted && serving.calibration !== CHECKED) return 'extrapolated'
  if (gpusPerReplica > MEASURED_GPUS) return 'extrapolated'
  if (!architecture.attnGroups.every((group) => MEASURED_KINDS.includes(group.kind))) return 'extrapolated'
  return fitted && MEASURED_PRECISIONS.includes(precision) ? 'measured' : 'modelled'
}

/** What is known of a model on every layout of a GPU before any load: the same for every length, target and volume, so it is worked out once. */
import type { Architecture, Catalogue, Gpu } from '../../catalogue/schema.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { servingConstants, type Constants } from '../serving/constants.ts'
import { layoutsFor } from '../serving/layouts.ts'
import type { Refusal } from '../serving/refusal.ts'
import type { GpuLayout } from '../serving/weights.ts'

export interface LayoutConstants {
  readonly layout: GpuLayout
  readonly constants: Constants | Refusal
}

interface Kept {
  readonly gpu: Gpu
  readonly coefficients: Catalogue['coefficients']
  readonly layouts: readonly LayoutConstants[]
}

const kept = new WeakMap<Architecture, Map<string, Kept>>()

/** In the order of `layoutsFor`. */
export const layoutConstants = (
  architecture: Architecture,
  gpu: Gpu,
  precision: string,
  engine: Scenario['engine'],
  coefficients: Catalogue['coefficients'],
): readonly LayoutConstants[] => {
  const ofModel = kept.get(architecture) ?? new Map<string, Kept>()
  kept.set(architecture, ofModel)
  const key = `${gpu.id}|${precision}|${engine}`
  const known = ofModel.get(key)
  if (known !== undefined && known.gpu === gpu && known.coefficients === coefficients) return known.layouts
  const layouts = layoutsFor(gpu, architecture, precision).map((layout) => ({
    layout,
    constants: servingConstants(architecture, gpu, layout, precision, engine, coefficients),
  }))
  ofModel.set(key, { gpu, coefficients, layouts })
  return layouts
}

/** What GPUs draw and what that emits, for rented and owned ones alike (`method.md` 13). An API publishes neither. */
import type { Gpu } from '../../catalogue/schema.ts'
import { energyUsed } from '../energy.ts'
import type { EnergyUse } from '../result.ts'
import type { Scenario } from '../../scenario/schema.ts'
import type { Settings } from './settings.ts'
import { HOURS_PER_MONTH } from '../../units/unit.ts'

const WATTS_PER_KILOWATT = 1000
const GRAMS_PER_KILOGRAM = 1000

/** kWh a month of GPU-hours of which some work; null: the power of a server with this GPU is not known. */
export const kwhOfGpuHours = (
  { systemPowerWPerGpu }: Pick<Gpu, 'systemPowerWPerGpu'>,
  gpuHours: number,
  workingGpuHours: number,
  scenario: Pick<Scenario, 'idlePowerShare' | 'loadPowerShare' | 'pue'>,
): number | null =>
  systemPowerWPerGpu === null
    ? null
    : energyUsed.bare({
        maxKw: systemPowerWPerGpu / WATTS_PER_KILOWATT,
        nodes: gpuHours / HOURS_PER_MONTH,
        idle: scenario.idlePowerShare,
        load: scenario.loadPowerShare,
        busy: gpuHours > 0 ? workingGpuHours / gpuHours : 0,
        pue: scenario.pue,
      })

/** What the grid of a place emits: the buyer's own figure, else that of the place; null: not known. */
export const gridOf = (
  place: string | null,
  { scenario, catalogue }: Pick<Settings, 'scenario' | 'catalogue'>,
): { gridGramsPerKwh: number | null } => ({
  gridGramsPerKwh: scenario.gridGramsPerKwh ?? catalogue.places.find(({ id }) => id === place)?.gridGramsPerKwh?.value ?? null,
})

/** `kwhPerMonth`: the mean over the horizon. */
export const energyUse = (kwhPerMonth: number | null, { gridGramsPerKwh }: Pick<Scenario, 'gridGramsPerKwh'>): EnergyUse | null =>
  kwhPerMonth === null
    ? null
    : { kwhPerMonth, kgCo2PerMonth: gridGramsPerKwh === null ? null : (kwhPerMonth * gridGramsPerKwh) / GRAMS_PER_KILOGRAM }

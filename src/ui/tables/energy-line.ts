/** One line about energy and carbon beside the cost: what the cheapest fleet and hybrid draw, and that APIs do not say. */
import { count } from '../../format/count.ts'
import { THIN_SPACE } from '../../format/figures.ts'
import type { Comparison } from '../../engine/result.ts'
import { optionById, type PossibleOption } from '../figures/compared.ts'

const NO_API = 'Providers do not publish what an API draws: not estimated.'

const drawn = ({ name, energy }: PossibleOption): string => {
  if (energy === null) return `what ${name} draws is unknown`
  const carbon = energy.kgCo2PerMonth === null ? 'its carbon is unknown' : `${count(energy.kgCo2PerMonth)}${THIN_SPACE}kg of CO₂`
  return `${name} draws ${count(energy.kwhPerMonth)}${THIN_SPACE}kWh a month, ${carbon}`
}

export const energyLine = (comparison: Comparison): string => {
  const { bestSelfHostedId, bestHybridId } = comparison.verdict
  const fleets = [bestSelfHostedId, bestHybridId].flatMap((id) => optionById(comparison, id) ?? [])
  return fleets.length === 0 ? `Energy: ${NO_API}` : `Energy: ${fleets.map(drawn).join('; ')}. ${NO_API}`
}

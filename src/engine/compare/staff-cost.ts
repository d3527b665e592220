/** What does a full-time person cost where the buyer's people work? The buyer's own figure, else that of the place. */
import type { Catalogue, Datum } from '../../catalogue/schema.ts'
import type { Scenario } from '../../scenario/schema.ts'

/** The place whose salaries are best known; they stand in for places without a figure. */
const BEST_KNOWN = 'US'

export interface StaffCost {
  readonly value: number
  readonly datum: Datum
  /** the data has no figure for the place: that of the United States, tagged as assumed */
  readonly standsIn: boolean
}

/** USD a year. @throws Error if the catalogue has neither the place's figure nor that of the United States */
export const staffOfPlace = (place: string, { places }: Pick<Catalogue, 'places'>): StaffCost => {
  const own = places.find(({ id }) => id === place)
  const datum = own?.staffUsdPerYear
  if (datum?.value != null) return { value: datum.value, datum, standsIn: false }
  const other = places.find(({ id }) => id === BEST_KNOWN)?.staffUsdPerYear
  if (other?.value == null) throw new Error('the catalogue has no salary for the United States')
  const note = `The data has no salary for ${own?.name ?? place}; that of the United States stands in.`
  return { value: other.value, datum: { ...other, basis: 'assumed', note }, standsIn: true }
}

/** USD a year of one full-time person. */
export const staffUsdPerYear = (scenario: Pick<Scenario, 'staffUsdPerYear' | 'place'>, catalogue: Pick<Catalogue, 'places'>): number =>
  scenario.staffUsdPerYear ?? staffOfPlace(scenario.place, catalogue).value

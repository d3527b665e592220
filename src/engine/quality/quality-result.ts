/** How good an option's model is against the buyer's floor, on the yardstick chosen (`method.md` 9). Unknown is never assumed equal. */

/**
 * equal: inside the noise band of the floor · better, weaker: outside it · contested: the second yardstick says otherwise ·
 * unknown: no score on the yardstick · no-floor: the buyer set none
 */
export type QualityStanding = 'better' | 'equal' | 'weaker' | 'contested' | 'unknown' | 'no-floor'

export interface QualityScore {
  readonly yardstick: string
  readonly score: number
  /** half-width within which this score equals a floor, in the yardstick's unit; null: nothing published, so no difference can be judged */
  readonly band: number | null
  readonly unit: string
  readonly date: string
  /** independent, self-reported, … as the source says */
  readonly kind: string
  /** effort or variant the score was taken with */
  readonly variant: string | null
  readonly source: string
}

export interface OptionQuality {
  readonly standing: QualityStanding
  /** on the chosen yardstick; null: none */
  readonly score: QualityScore | null
  /** score less floor */
  readonly difference: number | null
  /** a full sentence where it is contested, weaker or unknown */
  readonly text: string | null
}

export interface QualityView {
  readonly yardstick: string
  readonly yardstickName: string
  readonly unit: string
  /** what it measures, in words */
  readonly measures: string
  readonly floor: number | null
  readonly floorModelId: string | null
  /** half-width for a typical score; a single score may have its own */
  readonly band: number | null
  /** where the band comes from, or why there is none */
  readonly bandWhy: string
  /** sources of the scores on it, by the id a score names; with what the source is said to be */
  readonly sources: Readonly<Record<string, { readonly name: string; readonly url: string; readonly asOf: string; readonly kind: string }>>
  /** options on the Pareto line of cost and score, cheapest first */
  readonly pareto: readonly string[]
}

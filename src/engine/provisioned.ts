/** How many units of provisioned throughput the peak hour needs (`method.md` 2 [F31]); no burst margin. */
import { CEILING_SLACK } from './replicas.ts'

export interface ProvisionedOffer {
  /** weighted tokens a second one unit carries */
  readonly ratePerUnit: number
  readonly minimum: number
  readonly step: number
}

/** units = max(minimum, step·ceil(rate ÷ rate per unit ÷ step)); `rate` = Σ weight of kind × tokens/s in the peak hour. */
export const provisionedUnits = (rate: number, offer: ProvisionedOffer): number =>
  Math.max(offer.minimum, offer.step * Math.ceil(rate / offer.ratePerUnit / offer.step - CEILING_SLACK))

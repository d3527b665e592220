/** What a hybrid needs of its fleet, rented or owned: ways to run it, a price for any number of replicas, and the lines of the one chosen. */
import type { Gpu } from '../../catalogue/schema.ts'
import type { LineId, OptionResult, OwnedDetail, RentedDetail, Remark } from '../result.ts'
import type { CashView } from './option-result.ts'
import type { OwnedChoice } from './owned-search.ts'
import type { OpenModel } from './rented-option.ts'
import type { RentedChoice } from './rented-search.ts'
import type { CutMonth, HybridFleet } from './hybrid-fleet.ts'
import type { CutSizes, FleetPrice } from './hybrid-scan.ts'

/** The fleet that was chosen, as part of an option. */
export interface FleetPart {
  /** "8 rented H100 SXM" */
  readonly fleetName: string
  /** as `totalsOf` takes them */
  readonly lines: Partial<Record<LineId, readonly number[] | null>>
  readonly rented: RentedDetail | null
  readonly owned: OwnedDetail | null
  /** the same as a pure option has it, for its explanation; one of them */
  readonly rentedChoice: RentedChoice | null
  readonly ownedChoice: OwnedChoice | null
  readonly ttft95Seconds: number | null
  readonly view: CashView
  readonly oldestPrice: string | null
  readonly warnings: readonly Remark[]
}

/** Exactly as long as what it runs: distinct months with the sizes of each. */
export interface ChosenFleet {
  readonly fleet: HybridFleet
  readonly sizes: CutSizes
  readonly cuts: readonly CutMonth[]
}

export interface HybridBase {
  /** the pure option; not possible where its policy leaves hours out that an API may take */
  readonly option: OptionResult
  readonly kind: 'rented' | 'owned'
  readonly model: OpenModel
  readonly gpu: Gpu
  /** each way to run it, as if no batch work ran on it */
  readonly fleets: () => readonly HybridFleet[]
  /** the same way with its batch work; null: nothing may wait */
  readonly withBatch: ((fleet: HybridFleet) => HybridFleet) | null
  readonly price: FleetPrice
  /** levelised USD of a replica for an hour of every month, with what is charged on top; null: hours are not sold one by one */
  readonly usdPerReplicaHour: (fleet: HybridFleet) => number | null
  readonly part: (chosen: ChosenFleet) => FleetPart
}

/** What a chosen fleet, rented or owned, costs at other volumes: one question with two answers. */
import { fleetCost, fleetGpus, fleetLevels, isStepped, type CostAt, type LevelCosts } from './fleet-at-volume.ts'
import { isSteppedOwned, ownedCost, ownedGpus, ownedLevels } from './owned-at-volume.ts'
import type { OwnedChoice } from './owned-search.ts'
import type { RentedContext } from './rented-option.ts'
import type { RentedChoice } from './rented-search.ts'

export type SelfHostedChoice = RentedChoice | OwnedChoice

export const isOwned = (choice: SelfHostedChoice): choice is OwnedChoice => 'terms' in choice

/** Levelised USD a month at a multiple of today's volume. */
export const selfHostedCost = (choice: SelfHostedChoice, context: RentedContext): CostAt =>
  isOwned(choice) ? ownedCost(choice, context) : fleetCost(choice, context)

/** The most GPUs of any month. */
export const selfHostedGpus = (choice: SelfHostedChoice, volume: number, context: RentedContext): number =>
  isOwned(choice) ? ownedGpus(choice, volume, context) : fleetGpus(choice, volume, context)

export const isSteppedChoice = (choice: SelfHostedChoice, context: RentedContext): boolean =>
  isOwned(choice) ? isSteppedOwned(context) : isStepped(choice, context)

/** Null where the steps are not known in closed form, or are too many. */
export const selfHostedLevels = (choice: SelfHostedChoice, context: RentedContext, lo: number, hi: number): LevelCosts | null =>
  isOwned(choice) ? ownedLevels(choice, context, lo, hi) : fleetLevels(choice, context, lo, hi)

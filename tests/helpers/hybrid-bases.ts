/** The fleets and APIs that a comparison joins, for laws that work every pair out in full. */
import type { Catalogue } from '../../src/catalogue/schema.ts'
import { allOptions, isOpenModel } from '../../src/engine/compare/compare.ts'
import { hybridBases, hybridSides } from '../../src/engine/compare/hybrid-bases.ts'
import { ownedTermsIn } from '../../src/engine/compare/owned-option.ts'
import { servableIn, type ServingCache } from '../../src/engine/compare/serving-cache.ts'
import type { OptionResult } from '../../src/engine/result.ts'
import type { Scenario } from '../../src/scenario/schema.ts'

export const joinedIn = (scenario: Scenario, catalogue: Catalogue, cache: ServingCache) => {
  const { options, context, settings } = allOptions(scenario, catalogue, cache)
  const servable = servableIn(cache, scenario, catalogue)
  const alone = options.filter(({ kind }) => kind !== 'hybrid')
  const pairOf = ({ modelId, rented, owned, id }: OptionResult) => {
    const model = catalogue.models.filter(isOpenModel).find((other) => other.id === modelId)
    const gpuId = rented?.gpuId ?? owned?.gpuId ?? id.split(':').at(-1)
    const gpu = catalogue.gpus.find((other) => other.id === gpuId)
    return model === undefined || gpu === undefined ? null : { model, gpu, candidates: servable(model, gpu).candidates }
  }
  const bases = hybridBases({ options: alone, pairOf, termsOf: ownedTermsIn(context), context })
  return { options, bases, sidesOf: hybridSides(alone, settings), settings }
}

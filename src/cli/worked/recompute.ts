/**
 * Published worked examples put through the engine's own functions. A recipe is chosen by what an example has, not by its name; what the
 * engine has no words for is left out and said.
 */
import { API_RECIPES } from './api-recipes.ts'
import type { Example, Figures } from './arithmetic.ts'
import { OWNED_RECIPES } from './owned-recipes.ts'
import { RENTED_RECIPES } from './rented-recipes.ts'

const RECIPES = [...API_RECIPES, ...RENTED_RECIPES, ...OWNED_RECIPES]

/** Null: there is no recipe for it. */
export const recompute = (example: Example): Figures | null => {
  const fits = RECIPES.find(
    ({ needs, given }) =>
      needs.every((key) => Object.hasOwn(example.inputs, key)) && given.every((key) => Object.hasOwn(example.published, key)),
  )
  return fits === undefined ? null : fits.run(example.inputs as never, example)
}

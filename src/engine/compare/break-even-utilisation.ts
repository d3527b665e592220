/**
 * How busy must the fleet as it stands be to cost no more than the API (`method.md` 11)? The machines and their bill stay as they are;
 * the API's bill follows the requests that busier machines would serve.
 */
import type { BreakEvenUtilisation, OptionResult } from '../result.ts'
import { apiCost, type Endpoints } from './api-at-volume.ts'
import type { Settings } from './settings.ts'

/** Utilisation is known to so many digits. */
const STEPS = 60

/** Share of replica-time at work in month 0; null for options without a fleet. */
const utilisationOf = ({ rented, owned }: OptionResult): number | null => rented?.utilisation ?? owned?.utilisation ?? null

/** Null without both sides, or where the fleet does no work. */
export const breakEvenUtilisation = (
  api: OptionResult | null,
  selfHosted: OptionResult | null,
  settings: Settings,
  endpoints?: Endpoints,
): BreakEvenUtilisation | null => {
  const now = selfHosted === null ? null : utilisationOf(selfHosted)
  if (api === null || selfHosted === null || now === null || now <= 0) return null
  const costOfApi = apiCost(api, settings, endpoints)
  const level = selfHosted.levelised!
  let below = 0
  let above = 1 / now
  // full machines serve 1 ÷ now times today's requests; the API's bill rises with them
  if (costOfApi(above) < level) return { optionId: selfHosted.id, now, breakEven: null }
  for (let step = 0; step < STEPS; step++) {
    const middle = (below + above) / 2
    if (costOfApi(middle) < level) below = middle
    else above = middle
  }
  return { optionId: selfHosted.id, now, breakEven: Math.min(1, above * now) }
}

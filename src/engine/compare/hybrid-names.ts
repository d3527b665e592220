/** How hybrids are named: the fleet first, then the API that takes the rest. */
import type { OptionResult } from '../result.ts'
import { shareWords } from './remarks.ts'

/** "Qwen3.8-27B on 4 rented H100 SXM, the rest at Together"; an API of another model by its name. */
export const hybridName = (modelName: string, fleetName: string, api: OptionResult): string =>
  `${modelName} on ${fleetName}, the rest ${api.modelName === modelName ? `at ${api.api?.providerName ?? api.name}` : `on ${api.name}`}`

export const hybridSubtitle = (shareServed: number): string => `Hybrid: ${shareWords(shareServed)} on the GPUs, the rest by API`

/**
 * Can this option run without any link to the outside? Only servers of one's own can, in a room of one's own or a locked cage: a rented GPU,
 * a service and the overflow of a hybrid are all reached over a network that somebody else runs.
 */
import { allowed, notAllowed, OWN_RULE } from './finding.ts'
import { ofParts } from './option-parts.ts'
import type { OptionFacts } from './rule-facts.ts'
import type { RuleFinding } from './rule-result.ts'

const RULE = 'air-gap'
const BASIS = { clause: null, source: OWN_RULE }

export const airGap = (option: OptionFacts): RuleFinding =>
  ofParts(
    RULE,
    option,
    ({ providerName }) => notAllowed(RULE, `Requests leave the building for ${providerName}: that is no air gap.`, BASIS),
    ({ tenure }) =>
      tenure === 'owned'
        ? allowed(RULE, 'The servers are the buyer’s own and can stand without a link to the outside, in its own room or cage.', BASIS)
        : notAllowed(RULE, 'Rented GPUs are reached over the network of whoever rents them out: that is no air gap.', BASIS),
  )

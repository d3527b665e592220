/** Which family does an option belong to, and what is the family called? Each has a colour, a texture, a glyph and a line. */
import type { LineGroup, OptionKind } from '../../engine/result.ts'

export type Family = 'api' | 'hosted' | 'own'

const FAMILY: Readonly<Record<OptionKind, Family>> = { 'api-proprietary': 'api', 'api-open': 'hosted', rented: 'own' }

export const familyOf = (kind: OptionKind): Family => FAMILY[kind]

export const FAMILIES: readonly Family[] = ['api', 'hosted', 'own']

/** As in a key. */
export const FAMILY_NAMES: Readonly<Record<Family, string>> = {
  api: 'API, proprietary',
  hosted: 'API, open model',
  own: 'rented GPUs',
}

/** The family's own part of a bar. */
export const FAMILY_PART: Readonly<Record<Family, string>> = { api: 'tokens', hosted: 'tokens', own: 'GPU rent' }

export const SHARED_PARTS: readonly Exclude<LineGroup, 'family'>[] = ['people', 'platform', 'one-off']

export const SHARED_PART_NAMES: Readonly<Record<Exclude<LineGroup, 'family'>, string>> = {
  people: 'people',
  platform: 'storage, network, support',
  'one-off': 'one-off, spread',
}

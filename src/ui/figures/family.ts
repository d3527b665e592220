/** Which family does an option belong to, and what is the family called? Each has a colour, a texture, a glyph and a line. */
import type { LineGroup, OptionKind } from '../../engine/result.ts'

/** own: rented GPUs · bought: owned GPUs */
export type Family = 'api' | 'hosted' | 'own' | 'bought' | 'hybrid'

const FAMILY: Readonly<Record<OptionKind, Family>> = {
  'api-proprietary': 'api',
  'api-open': 'hosted',
  rented: 'own',
  owned: 'bought',
  hybrid: 'hybrid',
}

export const familyOf = (kind: OptionKind): Family => FAMILY[kind]

export const FAMILIES: readonly Family[] = ['api', 'hosted', 'own', 'bought', 'hybrid']

/** Fleets of GPUs grow by whole instances or servers: their lines are steps. */
export const isStepped = (family: Family): boolean => family === 'own' || family === 'bought'

/** As in a key. */
export const FAMILY_NAMES: Readonly<Record<Family, string>> = {
  api: 'API, proprietary',
  hosted: 'API, open model',
  own: 'rented GPUs',
  bought: 'owned GPUs',
  hybrid: 'hybrid: GPUs, then an API',
}

/** The family's own part of a bar. */
export const FAMILY_PART: Readonly<Record<Family, string>> = {
  api: 'tokens',
  hosted: 'tokens',
  own: 'GPU rent',
  bought: 'servers',
  hybrid: 'GPUs',
}

export const SHARED_PARTS: readonly Exclude<LineGroup, 'family'>[] = ['api', 'people', 'platform', 'one-off']

export const SHARED_PART_NAMES: Readonly<Record<Exclude<LineGroup, 'family'>, string>> = {
  api: 'API for the rest',
  people: 'people',
  platform: 'power, storage, network, support',
  'one-off': 'one-off, spread',
}

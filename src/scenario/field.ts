/** What the page, the link and the number reader know about one field of a scenario. */
import type { Basis } from '../catalogue/schema.ts'
import type { Unit } from '../units/unit.ts'
import type { Scenario, Workload } from './schema.ts'

export type FieldGroup = 'workload' | 'quality' | 'rules' | 'company' | 'models' | 'serving' | 'owned' | 'money' | 'people' | 'odds'
export type FieldKind = 'number' | 'percent' | 'integer' | 'choice' | 'toggle' | 'month' | 'text' | 'list' | 'record'

/** The sets of the catalogue that ids of a scenario belong to. */
export type KnownSet =
  | 'models'
  | 'offers'
  | 'gpus'
  | 'presets'
  | 'profiles'
  | 'places'
  | 'providers'
  | 'currencies'
  | 'serviceTiers'
  | 'countries'
  | 'yardsticks'
  | 'languages'
  | 'rulePresets'
  | 'certifications'
  /** ISO countries that rules and places name */
  | 'ruleCountries'
  /** the same with 'EU' */
  | 'regions'
  | 'subdivisions'

/** Filled from the catalogue by whoever reads a link. A set that is left out is not checked. */
export type Known = { readonly [S in KnownSet]?: ReadonlySet<string> } & {
  /** ids that were in the catalogue once, and the id that took their place */
  readonly renamed?: ReadonlyMap<string, string>
}

export interface Choice {
  /** null: left to the page (automatic, none) */
  readonly value: string | null
  readonly label: string
}

/** Where the default value comes from, and why it is that. */
export interface DefaultBasis {
  readonly basis: Basis
  /** the datum of the catalogue it is taken from, as a path (`assumptions.costOfCapital`); null: none, or ours */
  readonly source: string | null
  readonly reason: string
}

export interface FieldSpec {
  /** key in a link: short, and never given to another field */
  readonly id: string
  readonly label: string
  readonly group: FieldGroup
  readonly kind: FieldKind
  readonly unit: Unit | null
  /** what stands beside the field: "a month", "of input" */
  readonly unitWords: string
  /** bounds of the value itself: 1 is 100 % */
  readonly min: number | null
  readonly max: number | null
  readonly step: number | null
  readonly help: string
  readonly basis: DefaultBasis
  /** old link keys that still read */
  readonly aliases: readonly string[]
  /** stands behind the quiet line of its group */
  readonly rare: boolean
  /** closed list of a choice; null: the values of `known` */
  readonly choices: readonly Choice[] | null
  readonly known: KnownSet | null
  /** the word in a link for "not set", where the value may be null */
  readonly nullWord: string | null
  /** words that stand for a whole list (`all`) */
  readonly listWords: readonly string[]
  /** keys of a record carry one of these endings after a dot */
  readonly keyEndings: readonly string[]
  /** whether the value, or each entry of a record, may be a range */
  readonly ranged: boolean
}

export type Field = FieldSpec &
  ({ readonly scope: 'workload'; readonly path: keyof Workload } | { readonly scope: 'scenario'; readonly path: keyof Scenario })

/** What a field holds: a number, a text, a switch, not set, a list of ids, or numbers by id. */
export type FieldValue = number | string | boolean | null | readonly string[] | Readonly<Record<string, number>>

type Given = 'id' | 'label' | 'group' | 'kind' | 'help' | 'basis'

/** Fills in what most fields do not have. */
export const fieldSpec = (given: Pick<FieldSpec, Given> & Partial<Omit<FieldSpec, Given>>): FieldSpec => ({
  unit: null,
  unitWords: '',
  min: null,
  max: null,
  step: null,
  aliases: [],
  rare: false,
  choices: null,
  known: null,
  nullWord: null,
  listWords: [],
  keyEndings: [],
  // whole numbers here are decisions: months, spares, draws. A decision is not a guess.
  ranged: given.kind === 'number' || given.kind === 'percent',
  ...given,
})

export const assumed = (reason: string, source: string | null = null): DefaultBasis => ({ basis: 'assumed', source, reason })
export const quoted = (reason: string, source: string | null): DefaultBasis => ({ basis: 'quoted', source, reason })
export const measured = (reason: string, source: string): DefaultBasis => ({ basis: 'measured', source, reason })
export const estimated = (reason: string, source: string | null = null): DefaultBasis => ({ basis: 'estimated', source, reason })

/** What are countries, certifications, yardsticks and rules called where one is chosen, and what is "not set" called there? */
import type { Catalogue } from '../../catalogue/schema.ts'
import { countryLabel } from '../../format/country.ts'
import type { Choice, KnownSet, Known } from '../../scenario/field.ts'
import { knownFrom } from '../../scenario/known.ts'

const CERTIFICATIONS: Readonly<Record<string, string>> = {
  SOC2: 'SOC 2',
  ISO27001: 'ISO 27001',
  ISO42001: 'ISO 42001',
  HIPAA_BAA: 'HIPAA BAA',
}

/** `SOC 2`; what has no name of its own stays as it is. */
export const certificationLabel = (id: string): string => CERTIFICATIONS[id] ?? id

/** Words of a link for "not set" that say too little on the page. */
const NULL_LABELS: Readonly<Record<string, string>> = {
  today: 'As used today',
  place: 'As the place',
  same: 'As the company',
  own: 'None but law and licences',
}

export const nullLabel = (word: string): string => NULL_LABELS[word] ?? word.slice(0, 1).toUpperCase() + word.slice(1)

const read = new WeakMap<Catalogue, Known>()
const knownOf = (catalogue: Catalogue): Known => {
  const known = read.get(catalogue) ?? knownFrom(catalogue)
  read.set(catalogue, known)
  return known
}

const labelled = (catalogue: Catalogue, set: KnownSet, label: (id: string) => string): readonly Choice[] =>
  [...(knownOf(catalogue)[set] ?? [])].map((value) => ({ value, label: label(value) })).toSorted((a, b) => a.label.localeCompare(b.label))

/** Null: this set has its names elsewhere. */
export const ruleChoices = (set: KnownSet | null, catalogue: Catalogue): readonly Choice[] | null => {
  switch (set) {
    case 'ruleCountries':
      return labelled(catalogue, set, countryLabel)
    case 'regions': {
      const union = { value: 'EU', label: countryLabel('EU') }
      return [union, ...labelled(catalogue, set, countryLabel).filter(({ value }) => value !== union.value)]
    }
    case 'subdivisions':
      return labelled(catalogue, set, (code) => catalogue.places.find(({ id }) => id === code)?.name ?? code)
    case 'certifications':
      return labelled(catalogue, set, certificationLabel)
    case 'rulePresets':
      return catalogue.rules.presets.map(({ id, name }) => ({ value: id, label: name }))
    case 'languages':
      return catalogue.quality.tokenizers.languages.map(({ id, name }) => ({ value: id, label: name }))
    case 'yardsticks':
      return catalogue.quality.yardsticks
        .map(({ id, name, unit }) => ({ value: id, label: `${name}, ${unit === 'Elo-scale' ? 'Elo' : unit}` }))
        .toSorted((a, b) => a.label.localeCompare(b.label))
    case 'models':
      return catalogue.models.map(({ id, name }) => ({ value: id, label: name })).toSorted((a, b) => a.label.localeCompare(b.label))
    default:
      return null
  }
}

/** What does a field show of its value: whose it is, what it was before, which choices there are? */
import type { Catalogue } from '../../catalogue/schema.ts'
import type { ExplainedBasis } from '../../engine/explain.ts'
import { countryOfPlace, rulesInForce, rulesOf } from '../../engine/rules/scenario-rules.ts'
import { count, countFull, ratio } from '../../format/count.ts'
import { countryLabel } from '../../format/country.ts'
import { percent } from '../../format/percent.ts'
import { valueWords } from '../../scenario/field-text.ts'
import type { Choice, Field, FieldValue } from '../../scenario/field.ts'
import { OWN_PLACE, offerCountries } from '../../scenario/known.ts'
import { isWithoutRules } from '../../scenario/rule-presets.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { nullLabel, ruleChoices } from './rule-choices.ts'

export const sameValue = (a: FieldValue, b: FieldValue): boolean => a === b || JSON.stringify(a) === JSON.stringify(b)

const nameOf = (id: string, choices: readonly Choice[]): string => choices.find(({ value }) => value === id)?.label ?? id

/** `Back to 300`, in full where the value has words. */
export const backWords = (field: Field, value: FieldValue, choices: readonly Choice[]): string => {
  if (Array.isArray(value) && value.length > 0) return `Back to ${value.map((id) => nameOf(id, choices)).join(', ')}`
  const label = choices.find((choice) => choice.value === value)?.label
  if (label === undefined) return `Back to ${valueWords(field, value)}`
  // "as the place", but names of things keep their capital
  return `Back to ${value === null ? label.slice(0, 1).toLowerCase() + label.slice(1) : label}`
}

/** A value is the buyer's once it differs from the one the page would take. */
export const basisShown = (field: Field, value: FieldValue, usual: FieldValue, usualBasis: ExplainedBasis): ExplainedBasis =>
  field.path === 'preset' || sameValue(value, usual) ? usualBasis : 'yours'

const byLabel = (a: Choice, b: Choice): number => a.label.localeCompare(b.label)

/** The choices of a field, from its own list or from the catalogue; "automatic" or "none" first where it may be left open. */
export const choicesOf = (field: Field, catalogue: Catalogue): readonly Choice[] => {
  if (field.choices !== null) return field.choices
  const open: readonly Choice[] = field.nullWord === null ? [] : [{ value: null, label: nullLabel(field.nullWord) }]
  return [...open, ...(ruleChoices(field.known, catalogue) ?? knownChoices(field, catalogue))]
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

const knownChoices = ({ known }: Field, catalogue: Catalogue): readonly Choice[] => {
  switch (known) {
    case 'presets':
      return catalogue.presets.map(({ id, name }) => ({ value: id, label: name }))
    case 'profiles':
      return catalogue.profiles.map(({ id, name }) => ({ value: id, label: name }))
    case 'places':
      return catalogue.places
        .map(({ id, name, city }) => ({ value: id, label: city === null || city === name ? name : `${name} (${city})` }))
        .toSorted(byLabel)
    case 'gpus':
      return catalogue.gpus
        .filter(({ serving }) => serving !== null)
        .map(({ id, name }) => ({ value: id, label: name }))
        .toSorted(byLabel)
    case 'countries': {
      const names = new Map(catalogue.countries.map(({ id, name }) => [id, name]))
      const countries = [...offerCountries(catalogue)].map((code) => ({ value: code, label: names.get(code) ?? countryLabel(code) }))
      return [{ value: OWN_PLACE, label: 'The place of the company' }, ...countries.toSorted(byLabel)]
    }
    case 'providers':
      return catalogue.apiProviders.map(({ id, name }) => ({ value: id, label: name })).toSorted(byLabel)
    case 'offers':
      return catalogue.apiProviders
        .flatMap((provider) => provider.offers.map((offer) => ({ value: offer.id, label: offerLabel(offer, provider.name) })))
        .toSorted(byLabel)
    case 'currencies':
      return [
        { value: catalogue.currencies.base, label: 'US dollar' },
        ...catalogue.currencies.rates
          .filter(({ code }) => code !== catalogue.currencies.base)
          .map(({ code, name }) => ({ value: code, label: name }))
          .toSorted(byLabel),
      ]
    case 'serviceTiers': {
      const tiers = catalogue.apiProviders.flatMap(({ offers }) => offers.flatMap(({ serviceTiers }) => serviceTiers.map(({ id }) => id)))
      return [...new Set(['standard', ...tiers])].map((id) => ({ value: id, label: capital(id.replaceAll(/[-_]/g, ' ')) }))
    }
    default:
      return []
  }
}

const offerLabel = (offer: { modelName: string; variant: string | null; currency: string }, provider: string): string =>
  [`${offer.modelName}, ${provider}`, offer.variant, offer.currency === 'USD' ? null : offer.currency]
    .filter((part) => part !== null)
    .join(', ')

/** The model whose score is the floor: the one chosen, or that of the offer used today. Null: none. */
export const floorModelOf = ({ floorModel, usedToday }: Scenario, { apiProviders }: Catalogue): string | null =>
  floorModel ?? apiProviders.flatMap(({ offers }) => offers).find(({ id }) => id === usedToday)?.modelId ?? null

const floorSummary = (scenario: Scenario, catalogue: Catalogue): string => {
  if (scenario.floorScore !== null) return `at least ${countFull(scenario.floorScore)}`
  const id = floorModelOf(scenario, catalogue)
  const model = catalogue.models.find((candidate) => candidate.id === id)
  return model === undefined ? 'no floor' : `as good as ${model.name}`
}

const rulesSummary = (scenario: Scenario, { rules }: Catalogue): string => {
  const preset = rules.presets.find(({ id }) => id === scenario.rulePreset)
  if (preset !== undefined) return preset.name
  return isWithoutRules(scenario) ? 'law and licences' : `${rulesInForce(rulesOf(scenario)).length} set`
}

const companySummary = ({ companyCountry, parentCountry, place }: Scenario): string => {
  const country = companyCountry ?? countryOfPlace(place)
  const home = country === null ? 'country unknown' : countryLabel(country)
  return parentCountry === null || parentCountry === country ? home : `${home}, parent in ${countryLabel(parentCountry)}`
}

/** What a closed group says of its values. */
export const groupSummary = (group: string, scenario: Scenario, catalogue: Catalogue): string => {
  const [first] = scenario.workloads
  switch (group) {
    case 'workload':
      return scenario.workloads.length > 1 ? `${scenario.workloads.length} workloads` : `${count(first?.requestsPerMonth ?? 0)} requests`
    case 'quality':
      return floorSummary(scenario, catalogue)
    case 'rules':
      return rulesSummary(scenario, catalogue)
    case 'company':
      return companySummary(scenario)
    case 'models':
      return typeof scenario.models === 'string' ? scenario.models : `${scenario.models.length} chosen`
    case 'serving':
      return `${scenario.gpu ?? 'automatic'}, ${scenario.spareReplicas} spare`
    case 'owned':
      return scenario.ownGpus
        ? `${scenario.site === 'colocation' ? 'colocation' : 'own room'}, ${scenario.lifeMonths} months`
        : 'not bought'
    case 'odds':
      return `${count(scenario.draws)} draws`
    case 'money':
      return `${scenario.months} months, ${percent(scenario.discountRate)}`
    default:
      return `${ratio(scenario.apiFte)} for an API, from ${ratio(scenario.rentedFteBase + scenario.rentedFtePerNode)} for GPUs`
  }
}

/** Fields of a group that are in view at once, and those behind its quiet line. A field set by the buyer comes into view. */
export const inOrder = (
  fields: readonly Field[],
  isYours: (field: Field) => boolean,
): { readonly open: readonly Field[]; readonly rare: readonly Field[] } => ({
  open: fields.filter((field) => !field.rare || isYours(field)),
  // a name is the last thing to look for
  rare: fields.filter((field) => field.rare && !isYours(field)).toSorted((a, b) => Number(a.kind === 'text') - Number(b.kind === 'text')),
})

/** "Reasoning tokens, spread of input lengths: 9 more": what hides behind the quiet line. */
export const rareLine = (fields: readonly Field[]): string => {
  const named = fields.slice(0, 2).map(({ label }, index) => (index === 0 ? label : label.slice(0, 1).toLowerCase() + label.slice(1)))
  const others = fields.length - named.length
  return others > 0 ? `${named.join(', ')} and ${others} more` : named.join(', ')
}

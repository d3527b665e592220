/** May requests be processed where this option processes them? */
import type { RuleProvider, RulesData } from '../../catalogue/rules-schema.ts'
import { isInside } from './country-groups.ts'
import { allowed, allowedIf, notAllowed, notVerified, OWN_RULE, termsSource } from './finding.ts'
import { ofParts, termsOf } from './option-parts.ts'
import type { HardwareFacts, OptionFacts, ServiceFacts } from './rule-facts.ts'
import type { RuleFinding } from './rule-result.ts'

const RULE = 'processing-region'

const ofHardware = ({ country }: HardwareFacts, region: string, data: RulesData): RuleFinding => {
  if (country === null) return notVerified(RULE, `It is not known in which country the GPUs stand; ${region} is asked for.`)
  const basis = { clause: null, source: OWN_RULE }
  return isInside(country, region, data.countryGroups)
    ? allowed(RULE, `The GPUs stand in ${country}, inside ${region}.`, basis)
    : notAllowed(RULE, `The GPUs stand in ${country}, outside ${region}.`, basis)
}

const ofOffer = (service: ServiceFacts, regions: readonly string[], region: string, data: RulesData): RuleFinding => {
  const basis = {
    clause: null,
    source: { ...OWN_RULE, title: `The buyer’s own rule on the region of this offer of ${service.providerName}` },
  }
  const where = regions.join(', ')
  if (regions.length === 0) return notVerified(RULE, `No region of this offer of ${service.providerName} is known.`)
  if (regions.every((place) => isInside(place, region, data.countryGroups)))
    return allowed(RULE, `This offer of ${service.providerName} is processed in ${where}, inside ${region}.`, basis)
  // a larger region may or may not keep to the country that is asked for
  if (regions.some((place) => isInside(region, place, data.countryGroups)))
    return notVerified(
      RULE,
      `This offer of ${service.providerName} is processed in ${where}; no source says that it stays in ${region}.`,
      basis,
    )
  return notAllowed(RULE, `This offer of ${service.providerName} is processed in ${where}, not only in ${region}.`, basis)
}

const ofTerms = (service: ServiceFacts, terms: RuleProvider, region: string, data: RulesData): RuleFinding => {
  const { regions, defaultRegion, regionsComplete, words } = terms
  if (regions === null) return notVerified(RULE, `No processing region of ${terms.name} was found.`)
  const said = regions.map((one) => one.words).join('; ')
  const note = words.region_note ?? words.region_price_effect ?? null
  const basis = { clause: note === null ? said : `${said}. ${String(note)}`, source: termsSource(terms) }
  const inside = regions.filter(({ code }) => code !== null && isInside(code, region, data.countryGroups))
  const processed = inside.find(({ how }) => how === 'processing')
  if (processed !== undefined && processed.code === defaultRegion)
    return allowed(RULE, `${terms.name} processes requests in ${processed.words}, inside ${region}.`, basis)
  if (processed !== undefined) {
    const uplift = service.regionalUplift === null ? '' : `, at ${service.regionalUplift} times the price`
    return allowedIf(
      RULE,
      `${terms.name} can process requests in ${processed.words}, inside ${region}, if that is chosen.`,
      `processing in ${processed.words} is ordered${uplift}`,
      basis,
    )
  }
  if (inside.length > 0)
    return notVerified(
      RULE,
      `${terms.name} names ${inside.map((one) => one.words).join(', ')}; that requests stay there is not verified.`,
      basis,
    )
  const wider = regions.some(({ code }) => code !== null && isInside(region, code, data.countryGroups))
  if (wider || !regionsComplete)
    return notVerified(RULE, `${terms.name} names ${said}; whether requests stay in ${region} is not said.`, basis)
  return notAllowed(RULE, `${terms.name} processes requests in ${said}, and ${region} is not among them.`, basis)
}

/** `region`: ISO country or 'EU'. GPUs go by where they stand, services by the offer's own region or else by the provider's terms. */
export const processingRegion = (option: OptionFacts, region: string, data: RulesData): RuleFinding =>
  ofParts(
    RULE,
    option,
    (service) => {
      if (service.regions !== null) return ofOffer(service, service.regions, region, data)
      const terms = termsOf(service, data)
      return terms === null
        ? notVerified(RULE, `Where ${service.providerName} processes requests was not found.`)
        : ofTerms(service, terms, region, data)
    },
    (hardware) => ofHardware(hardware, region, data),
  )

/** How options are named in sentences and lists; the same words everywhere. */
import type { ApiOffer, ApiProvider, Catalogue, Gpu, GpuOffer, Model } from '../../catalogue/schema.ts'
import type { RentedDetail } from '../result.ts'
import type { Scenario } from '../../scenario/schema.ts'

const PROPRIETARY = 'Proprietary API'
const HOSTED = 'Hosted open model'

/** Variants that are another product; the others say where it is processed and stand in the subtitle. */
const PRODUCTS = new Set(['fast', 'spot', 'batch', 'prime', 'highspeed', 'ultraspeed', 'contributor', 'govcloud'])

/** "GPT-6.2 Sol", "GLM-5.3 at Together", with the variant where it is another product. */
export const apiName = (offer: ApiOffer, provider: ApiProvider, model: Pick<Model, 'name'> | undefined): string => {
  const variant = offer.variant !== null && PRODUCTS.has(offer.variant) ? ` (${offer.variant})` : ''
  const name = `${model?.name ?? offer.modelName}${variant}`
  return offer.channel === 'first-party' ? name : `${name} at ${provider.name}`
}

export const apiSubtitle = (offer: ApiOffer, provider: ApiProvider, open: boolean): string => {
  const variant = offer.variant === null || PRODUCTS.has(offer.variant) ? '' : `, ${offer.variant}`
  const list = offer.currency === 'USD' ? '' : `, ${offer.currency} list`
  return `${open ? HOSTED : PROPRIETARY}, ${provider.name}${variant}${list}`
}

const VENDORS = /^(NVIDIA|AMD|Intel|Huawei)\s+/

const shortNames = new Map<string, string>()

/** "H100 SXM" for "NVIDIA H100 SXM 80GB". */
export const gpuShortName = ({ name }: Pick<Gpu, 'name'>): string => {
  const known = shortNames.get(name)
  if (known !== undefined) return known
  const short = name
    .replace(VENDORS, '')
    .replace(/\s+\d+\s?GB\b.*$/, '')
    .replace(/\s*\([^)]*\)$/, '')
    .trim()
  shortNames.set(name, short)
  return short
}

export const rentedName = (model: Pick<Model, 'name'>, gpu: Pick<Gpu, 'name'>, gpus: number | null): string =>
  gpus === null ? `${model.name} on ${gpuShortName(gpu)}` : `${model.name} on ${gpus} rented ${gpuShortName(gpu)}`

const MONTHS_PER_YEAR = 12

/** "1-year", "6-month". */
export const termNoun = (termMonths: number): string =>
  termMonths % MONTHS_PER_YEAR === 0 ? `${termMonths / MONTHS_PER_YEAR}-year` : `${termMonths}-month`

export const termWords = (termMonths: number | null): string => (termMonths === null ? 'on demand' : `${termNoun(termMonths)} term`)

/** "1 year", "6 months". */
const spanWords = (months: number): string => {
  const [count, unit] = months % MONTHS_PER_YEAR === 0 ? [months / MONTHS_PER_YEAR, 'year'] : [months, 'month']
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

const POLICY_WORDS: Readonly<Record<RentedDetail['policy'], string>> = {
  'always-on': 'always on',
  'working-hours': 'working hours',
  autoscaled: 'follow the load',
  'to-zero': 'scaled to zero',
}

const stepWords = ({ instances, termMonths, estimated, spot }: RentedDetail['plan'][number], alone: boolean): string => {
  if (termMonths === null) return spot ? 'spot' : 'on demand'
  return `${alone ? '' : `${instances} `}for ${spanWords(termMonths)}${estimated ? ' (estimated price)' : ''}`
}

/** "2 for 1 year + on demand". */
export const planWords = (plan: RentedDetail['plan']): string => plan.map((step) => stepWords(step, plan.length === 1)).join(' + ')

/** "Rented at Hyperstack, 2 for 1 year + on demand, follow the load"; with the country where the offers name it. */
export const rentedSubtitle = ({
  provider,
  country,
  plan,
  policy,
}: Pick<RentedDetail, 'provider' | 'country' | 'plan' | 'policy'>): string =>
  `Rented at ${provider}${country === null || country === 'multi' ? '' : ` (${country})`}${plan.length === 0 ? '' : `, ${planWords(plan)}`}, ${POLICY_WORDS[policy]}`

export const ownedName = (model: Pick<Model, 'name'>, gpu: Pick<Gpu, 'name'>, gpus: number | null): string =>
  gpus === null ? `${model.name} on owned ${gpuShortName(gpu)}` : `${model.name} on ${gpus} owned ${gpuShortName(gpu)}`

/** Not part of a place's name: "(average)". */
const ADDED_WORDS = /\s*\([^)]*\)$/

/** "Bought, colocation in the United States, 5 years". */
export const ownedSubtitle = (
  { site, place, lifeMonths }: Pick<Scenario, 'site' | 'place' | 'lifeMonths'>,
  { places }: Pick<Catalogue, 'places'>,
): string => {
  const name = (places.find(({ id }) => id === place)?.name ?? place)
    .replace(ADDED_WORDS, '')
    .replace('United States', 'US')
    .replace('United Kingdom', 'UK')
    .replace(/^(US|UK|United|Netherlands|European)\b/, 'the $1')
  return `Bought, ${site === 'colocation' ? 'colocation' : 'own room'} in ${name}, ${spanWords(lifeMonths)}`
}

export const offerWords = (row: Pick<GpuOffer, 'provider' | 'region' | 'instanceType'>): string =>
  [row.provider, row.instanceType, row.region].filter((part) => part !== null).join(', ')

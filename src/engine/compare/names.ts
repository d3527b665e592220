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

export const termWords = (termMonths: number | null): string => {
  if (termMonths === null) return 'on demand'
  return termMonths % MONTHS_PER_YEAR === 0 ? `${termMonths / MONTHS_PER_YEAR}-year term` : `${termMonths}-month term`
}

const POLICY_WORDS: Readonly<Record<RentedDetail['policy'], string>> = {
  'always-on': 'always on',
  'working-hours': 'working hours',
  autoscaled: 'autoscaled',
  'to-zero': 'scaled to zero',
}

export const rentedSubtitle = (provider: string, termMonths: number | null, policy: RentedDetail['policy']): string =>
  `Rented at ${provider}, ${termWords(termMonths)}, ${POLICY_WORDS[policy]}`

export const ownedName = (model: Pick<Model, 'name'>, gpu: Pick<Gpu, 'name'>, gpus: number | null): string =>
  gpus === null ? `${model.name} on owned ${gpuShortName(gpu)}` : `${model.name} on ${gpus} owned ${gpuShortName(gpu)}`

const spanWords = (months: number): string =>
  months % MONTHS_PER_YEAR !== 0 ? `${months} months` : months === MONTHS_PER_YEAR ? '1 year' : `${months / MONTHS_PER_YEAR} years`

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

/** How do rental offers, newer prices, term prices and Chinese rows become data/offers/<provider>.json? */
import { basisTag, dateIn, slug, without } from './common.mjs'
import { supersede } from './supersede.mjs'

const PROVIDER_TYPE = {
  hyperscaler: 'hyperscaler',
  neocloud: 'neocloud',
  marketplace: 'marketplace',
  'chinese-cloud': 'china-platform',
  'contract-index': 'market-index',
}

/** Types of providers that the later files name without a type. */
const TYPE_BY_PROVIDER = {
  Akash: 'marketplace',
  Lium: 'marketplace',
  Hyperbolic: 'marketplace',
  RunPod: 'marketplace',
  'Market: SemiAnalysis': 'market-index',
  'IKKEM academic cluster': 'other',
  'HKUST-GZ HPC phase III': 'other',
  'market assumption': 'other',
}

/** Names in ondemand-latest.json: what is the provider, what the instance, what the region? */
const LATEST_NAMES = {
  'Jarvis Labs': { provider: 'JarvisLabs' },
  Verda: { provider: 'Verda (DataCrunch)' },
  'RunPod Secure': { provider: 'RunPod (secure)', region: 'global', gpusPerInstance: 1 },
  'RunPod Community': { provider: 'RunPod (community)', region: 'global', gpusPerInstance: 1 },
  'AWS p5.48xlarge us-east-1': { provider: 'AWS', instanceType: 'p5.48xlarge', region: 'us-east-1', country: 'US', gpusPerInstance: 8 },
  'AWS p4de.24xlarge us-east-1': { provider: 'AWS', instanceType: 'p4de.24xlarge', region: 'us-east-1', country: 'US', gpusPerInstance: 8 },
  'AWS p4d.24xlarge us-east-1': { provider: 'AWS', instanceType: 'p4d.24xlarge', region: 'us-east-1', country: 'US', gpusPerInstance: 8 },
  'Azure NC40ads_H100_v5 eastus': {
    provider: 'Azure',
    instanceType: 'Standard_NC40ads_H100_v5',
    region: 'eastus',
    country: 'US',
    gpusPerInstance: 1,
  },
  'Azure ND96isr_H100_v5': { provider: 'Azure', instanceType: 'Standard_ND96isr_H100_v5', gpusPerInstance: 8 },
  'CoreWeave HGX (68.80 per 8)': { provider: 'CoreWeave', instanceType: 'HGX (68.80 per 8)', region: 'global', gpusPerInstance: 8 },
  'CoreWeave HGX (49.24 per 8)': { provider: 'CoreWeave', instanceType: 'HGX (49.24 per 8)', region: 'global', gpusPerInstance: 8 },
  'CoreWeave spot NA (34.11 per 8)': {
    provider: 'CoreWeave',
    instanceType: 'HGX spot (34.11 per 8)',
    region: 'North America',
    gpusPerInstance: 8,
    kind: 'spot',
  },
  'CoreWeave spot NA (19.71 per 8)': {
    provider: 'CoreWeave',
    instanceType: 'HGX spot (19.71 per 8)',
    region: 'North America',
    gpusPerInstance: 8,
    kind: 'spot',
  },
  'CoreWeave NVL72 (42.00 per 4)': { provider: 'CoreWeave', instanceType: 'NVL72 (42.00 per 4)', region: 'global', gpusPerInstance: 4 },
  'Lambda 8x': { provider: 'Lambda', instanceType: '8x', region: 'global', gpusPerInstance: 8 },
}

const LISTED_PRICES = {
  'on-demand': 'onDemandUsdPerGpuHour',
  spot: 'spotUsdPerGpuHour',
  '1y': 'reserved1yUsdPerGpuHour',
  '3y': 'reserved3yUsdPerGpuHour',
}
const PER_INSTANCE = {
  'on-demand': 'onDemandUsdPerInstanceHour',
  spot: 'spotUsdPerInstanceHour',
  '1y': 'reserved1yUsdPerInstanceHour',
  '3y': 'reserved3yUsdPerInstanceHour',
}
const TERM_MONTHS = { 'on-demand': null, spot: null, '1y': 12, '3y': 36 }

const notInCatalogue = (words) => `"${words}" names no GPU of the catalogue exactly`

const listedOffers = (row, gpuIds, sources) => {
  const terms = Object.keys(LISTED_PRICES).filter((term) => row[LISTED_PRICES[term]] !== null)
  const index = row.providerType === 'contract-index'
  const rest = without(
    row,
    'id',
    'provider',
    'providerType',
    'region',
    'country',
    'instanceType',
    'gpu',
    'gpuCount',
    'source',
    'asOf',
    'basis',
    'note',
    ...Object.values(LISTED_PRICES),
    ...Object.values(PER_INSTANCE),
  )
  return (terms.length === 0 ? ['on-demand'] : terms).map((term, position) => {
    const price = row[LISTED_PRICES[term]]
    const stale = row.note?.startsWith('STALE') === true ? 'price table of 2024-12, too old to rent by' : null
    const reason = index ? 'market index, not an offer' : price === null ? 'no price found' : stale
    return {
      id: position === 0 ? row.id : `${row.id}#${term}`,
      provider: row.provider,
      providerType: PROVIDER_TYPE[row.providerType],
      region: row.region,
      country: row.country,
      instanceType: row.instanceType,
      gpuId: gpuIds.has(row.gpu) ? row.gpu : null,
      gpuWords: row.gpu,
      gpusPerInstance: row.gpuCount,
      kind: /capacity block/i.test(row.instanceType) ? 'capacity-block' : term === 'on-demand' || term === 'spot' ? term : 'reserved',
      termMonths: TERM_MONTHS[term],
      termDays: null,
      usdPerGpuHour: price,
      cnyPerGpuHour: null,
      upfront: null,
      minGpus: null,
      notAnOffer: reason ?? (gpuIds.has(row.gpu) ? null : notInCatalogue(row.gpu)),
      supersededBy: null,
      source: sources.id(row.source, row.asOf),
      checkedOn: dateIn(row.asOf),
      basis: basisTag(row.basis),
      basisWords: row.basis,
      note: row.note,
      ...doubt(row.note),
      imported: {
        file: 'gpus/gpu-offers.json',
        row: row.id,
        ...(position === 0 ? rest : {}),
        [PER_INSTANCE[term]]: row[PER_INSTANCE[term]],
      },
    }
  })
}

const latestOffer = (row, number, gpuIds, sources) => {
  const name = LATEST_NAMES[row.provider] ?? {}
  const provider = name.provider ?? row.provider
  const average = row.kind.startsWith('average')
  const exact = gpuIds.has(row.gpu) && !average
  return {
    id: `latest-${slug(provider)}-${slug(row.gpu)}${name.kind === 'spot' ? '-spot' : ''}${name.region === undefined ? '' : `-${slug(name.region)}`}`,
    provider,
    providerType: undefined,
    region: name.region ?? null,
    country: name.country ?? null,
    instanceType: name.instanceType ?? null,
    gpuId: exact ? row.gpu : null,
    gpuWords: row.gpu,
    gpusPerInstance: name.gpusPerInstance ?? null,
    kind: name.kind ?? 'on-demand',
    termMonths: null,
    termDays: null,
    usdPerGpuHour: row.usdPerGpuHour,
    cnyPerGpuHour: null,
    upfront: null,
    minGpus: null,
    notAnOffer: average ? `${row.kind}: no single price` : exact ? null : notInCatalogue(row.gpu),
    supersededBy: null,
    source: sources.id(row.source, row.date),
    checkedOn: dateIn(row.date),
    basis: basisTag(row.basis),
    basisWords: row.basis,
    note: average ? null : `${row.provider}: ${row.kind}`,
    imported: { file: 'gpus/ondemand-latest.json', row: number, provider: row.provider, kind: row.kind },
  }
}

const monthsOf = ([least]) => (least < 30 ? null : Math.floor(least / 30))

const termOffer = (row, number, gpuIds, sources) => {
  const index = row.kind === 'market-index'
  const short = monthsOf(row.termDays) === null
  const years = { 365: 12, 730: 24, 1095: 36, 1825: 60 }
  return {
    id: [row.provider, row.instanceType, row.region ?? 'any', row.gpu, row.term, row.minGpus ?? 'any']
      .map((part) => slug(String(part)))
      .join('-'),
    provider: row.provider,
    providerType: undefined,
    region: row.region,
    country: null,
    instanceType: row.instanceType,
    gpuId: gpuIds.has(row.gpu) && !index ? row.gpu : null,
    gpuWords: row.gpu,
    gpusPerInstance: instanceGpus(row),
    kind: short ? 'capacity-block' : 'reserved',
    termMonths: short ? null : (years[row.termDays[0]] ?? monthsOf(row.termDays)),
    termDays: row.termDays,
    usdPerGpuHour: row.usdPerGpuHour,
    cnyPerGpuHour: null,
    upfront: row.upfront,
    minGpus: row.minGpus,
    notAnOffer: index ? 'market index, not an offer' : gpuIds.has(row.gpu) ? null : notInCatalogue(row.gpu),
    supersededBy: null,
    source: sources.id(row.source, row.date),
    checkedOn: dateIn(row.date),
    basis: basisTag(row.basis),
    basisWords: row.basis,
    ...(row.published === null ? {} : { published: row.published }),
    note: row.note,
    ...doubt(row.note),
    imported: {
      file: 'gpus/reserved.json',
      row: number,
      ...without(
        row,
        'provider',
        'instanceType',
        'region',
        'gpu',
        'termDays',
        'usdPerGpuHour',
        'upfront',
        'minGpus',
        'published',
        'source',
        'date',
        'basis',
        'note',
      ),
    },
  }
}

/** GPUs of one instance as the words say; null where neither the words nor the family tell. */
const instanceGpus = (row) => {
  if (/^(AWS|Azure|Google Cloud|Cirrascale|Gcore|Latitude\.sh|Qubrid AI)$/.test(row.provider)) return row.minGpus
  if (/^HGX|1-Click Cluster HGX/.test(row.instanceType) && row.provider !== 'Paperspace') return 8
  return null
}

const chinaOffer = (row, number, gpuIds, sources) => {
  const overseas = row.country === null
  const reason = overseas
    ? 'overseas row of a Chinese index, for comparison only'
    : row.term.startsWith('academic')
      ? 'academic tariff, not a commercial offer'
      : row.note === 'not an offer'
        ? `not an offer: ${row.basis}`
        : gpuIds.has(row.gpu)
          ? null
          : notInCatalogue(row.gpu)
  return {
    id: `cny-${slug(row.provider)}-${slug(row.gpu)}-${slug(row.term)}`,
    provider: row.provider,
    providerType: undefined,
    region: null,
    country: row.country,
    instanceType: null,
    gpuId: gpuIds.has(row.gpu) ? row.gpu : null,
    gpuWords: row.gpu,
    gpusPerInstance: row.unit === 'card' ? 1 : null,
    kind: 'on-demand',
    termMonths: null,
    termDays: null,
    usdPerGpuHour: null,
    cnyPerGpuHour: row.cnyPerGpuHour,
    upfront: null,
    minGpus: null,
    notAnOffer: reason,
    supersededBy: null,
    source: sources.id(row.source, row.date),
    checkedOn: dateIn(row.date),
    basis: basisTag(row.basis),
    basisWords: row.basis,
    note: [row.term, row.note, `${row.usdPerGpuHour} USD per GPU-hour converted at 6.707784 CNY/USD (2026-09-29)`]
      .filter((text) => text !== null)
      .join('; '),
    imported: {
      file: 'gpus/china-offers.json',
      row: number,
      ...without(row, 'provider', 'gpu', 'country', 'cnyPerGpuHour', 'source', 'date', 'basis', 'note'),
    },
  }
}

/** Notes that doubt the price itself: such rows do not compete with firm offers. */
const doubt = (note) => (/low outlier|may be community/.test(note ?? '') ? { doubt: note } : {})

export const importOffers = ({ listed, latest, terms, china, gpuIds }, sources) => {
  sources.group('offers')
  const all = [
    ...listed.flatMap((row) => listedOffers(row, gpuIds, sources)),
    ...latest.map((row, number) => latestOffer(row, number, gpuIds, sources)),
    ...terms.map((row, number) => termOffer(row, number, gpuIds, sources)),
    ...china.map((row, number) => chinaOffer(row, number, gpuIds, sources)),
  ]
  const typeOf = new Map(all.filter((offer) => offer.providerType !== undefined).map((offer) => [offer.provider, offer.providerType]))
  const ids = new Map()
  for (const offer of all) {
    const fromChina = offer.imported.file === 'gpus/china-offers.json' && offer.country === 'CN'
    offer.providerType ??= TYPE_BY_PROVIDER[offer.provider] ?? (fromChina ? 'china-platform' : (typeOf.get(offer.provider) ?? 'neocloud'))
    const seen = (ids.get(offer.id) ?? 0) + 1
    ids.set(offer.id, seen)
    if (seen > 1) offer.id = `${offer.id}-${seen}`
  }
  supersede(all)
  const byProvider = new Map()
  for (const offer of all) {
    if (!byProvider.has(offer.provider)) byProvider.set(offer.provider, [])
    byProvider.get(offer.provider).push(offer)
  }
  return [...byProvider].map(([provider, offers]) => ({
    id: slug(provider.normalize('NFKD').replace(/[^\x00-\x7f]/g, '')) || 'unnamed',
    provider,
    offers,
  }))
}

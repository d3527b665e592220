/** Is the catalogue complete, and does every reference in it resolve? Counts are those the curated data states of itself. */
import { describe, expect, it } from 'vitest'
import { indexCatalogue, isRentable } from '../../src/catalogue/index-catalogue.ts'
import { loadCatalogue } from '../../src/catalogue/load-catalogue.ts'
import { DATA, things } from './read-back.ts'
import { productForm } from '../../scripts/fit/forms.ts'

const catalogue = loadCatalogue(DATA)
const index = indexCatalogue(catalogue)
const offers = catalogue.apiProviders.flatMap((provider) => provider.offers)

/** Curated rows behind the GPU offers, by file. */
const importedRows = (): Record<string, number> => {
  const rows = new Map<string, Set<unknown>>()
  for (const file of things('offers')) {
    for (const offer of file.offers as { imported: { file: string; row: unknown } }[]) {
      const { file: name, row } = offer.imported
      rows.set(name, (rows.get(name) ?? new Set()).add(row))
    }
  }
  return Object.fromEntries([...rows].map(([name, set]) => [name, set.size]))
}

describe('the catalogue is complete', () => {
  it('has 154 token offers of 41 providers, 134 in USD and 20 in CNY, for 85 models', () => {
    expect(catalogue.apiProviders).toHaveLength(41)
    expect(offers).toHaveLength(154)
    expect(offers.filter((offer) => offer.currency === 'USD')).toHaveLength(134)
    expect(new Set(offers.map((offer) => offer.modelId)).size).toBe(85)
  })

  it('has the 235 + 47 + 256 + 19 rows of GPU prices', () => {
    expect(importedRows()).toEqual({
      'gpus/gpu-offers.json': 235,
      'gpus/ondemand-latest.json': 47,
      'gpus/reserved.json': 256,
      'gpus/china-offers.json': 19,
    })
  })

  it('has 166 models, of which 50 + 18 have an architecture and 9 only a stub', () => {
    expect(catalogue.models).toHaveLength(166)
    expect(catalogue.models.filter((model) => model.architecture !== null)).toHaveLength(50 + 18)
    expect(catalogue.models.filter((model) => model.architectureMissing?.startsWith('The architecture is not known') === true)).toHaveLength(9)
  })

  it('has 30 GPUs, 10 of them with figures for the serving model', () => {
    expect(catalogue.gpus).toHaveLength(30)
    expect(catalogue.gpus.filter((gpu) => gpu.serving !== null)).toHaveLength(10)
  })

  it('has 8 weekly profiles, 10 presets, 23 currencies and as many coefficients as `npm run fit` writes', () => {
    expect(catalogue.profiles).toHaveLength(8)
    expect(catalogue.presets).toHaveLength(10)
    expect(catalogue.currencies.rates).toHaveLength(23)
    expect(Object.keys(catalogue.coefficients)).toHaveLength(Object.keys(productForm().start).length)
  })

  it('says of every model without architecture that it is API only or why it cannot be sized', () => {
    for (const model of catalogue.models) expect(model.architecture === null, model.id).toBe(model.architectureMissing !== null)
  })
})

describe('every reference resolves', () => {
  const sourcesOf = (value: unknown): string[] => {
    if (Array.isArray(value)) return value.flatMap(sourcesOf)
    if (value === null || typeof value !== 'object') return []
    return Object.entries(value).flatMap(([key, part]) => {
      if (key === 'source' && typeof part === 'string') return [part]
      if (key === 'sources' && Array.isArray(part)) return part.filter((one) => typeof one === 'string')
      return sourcesOf(part)
    })
  }

  it('from every figure to a source', () => {
    // scores name sources of their own, which stand beside them
    const { sources: _sources, quality: _quality, ...rest } = catalogue
    const cited = new Set(sourcesOf(rest))
    expect(cited.size).toBeGreaterThan(250)
    expect([...cited].filter((id) => !index.sourceById.has(id))).toEqual([])
  })

  it('from every score to a source of scores', () => {
    const { scores, sources } = catalogue.quality
    const cited = new Set(Object.values(scores).flatMap((ofModel) => ofModel.map(({ source }) => source)))
    expect(cited.size).toBeGreaterThan(3)
    expect([...cited].filter((id) => !Object.hasOwn(sources, id))).toEqual([])
  })

  it('from no source twice, and every source is cited', () => {
    const ids = catalogue.sources.map((source) => source.id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(catalogue.sources.filter((source) => source.title === '')).toEqual([])
  })

  it('from token offers to models, from GPU offers to GPUs and to the rows that replace them', () => {
    expect(offers.filter((offer) => !index.modelById.has(offer.modelId)).map((offer) => offer.id)).toEqual([])
    expect(catalogue.gpuOffers.filter((offer) => offer.gpuId !== null && !index.gpuById.has(offer.gpuId)).map((offer) => offer.id)).toEqual([])
    expect(
      catalogue.gpuOffers.filter((offer) => offer.supersededBy !== null && !index.gpuOfferById.has(offer.supersededBy)).map((offer) => offer.id),
    ).toEqual([])
  })

  it('with ids that occur once', () => {
    expect(index.offerById.size).toBe(offers.length)
    expect(index.gpuOfferById.size).toBe(catalogue.gpuOffers.length)
  })

  it('from presets to profiles', () => {
    for (const preset of catalogue.presets) expect(index.profileById.has(String(preset.values.profile?.value)), preset.id).toBe(true)
  })
})

describe('what may be rented', () => {
  it('is not a row that a newer one replaced, in one step or in several', () => {
    for (const offer of catalogue.gpuOffers) {
      if (offer.supersededBy === null) continue
      const newer = index.gpuOfferById.get(offer.supersededBy)
      expect(newer?.provider, offer.id).toBe(offer.provider)
      expect(newer?.gpuId, offer.id).toBe(offer.gpuId)
      expect(newer?.kind, offer.id).toBe(offer.kind)
      expect((newer?.checkedOn ?? '') > offer.checkedOn, offer.id).toBe(true)
    }
  })

  it('is no market index, average, academic tariff or row without a price', () => {
    for (const offer of catalogue.gpuOffers.filter(isRentable)) {
      expect(offer.providerType, offer.id).not.toBe('market-index')
      expect(`${offer.gpuWords} ${offer.note ?? ''}`, offer.id).not.toMatch(/academic|average of/)
    }
  })

  it('never is a CNY row: those have no USD price', () => {
    for (const offer of catalogue.gpuOffers) {
      if (offer.cnyPerGpuHour !== null) expect(offer.usdPerGpuHour, offer.id).toBeNull()
    }
  })

  it('states why a row without an exact GPU is not an offer', () => {
    expect(catalogue.gpuOffers.filter((offer) => offer.gpuId === null && offer.notAnOffer === null).map((offer) => offer.id)).toEqual([])
  })
})

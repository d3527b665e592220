/**
 * With whom may one fleet be rented? A rate card is what one provider sells for one instance size: an hourly price, terms, or both; a
 * plan combines what stands on one card (docs/adr/0019). Cards that another of the same size beats in every price are left out.
 */
import type { RentalOffer } from './rental-offers.ts'

export interface RateCard {
  readonly provider: string
  readonly gpusPerInstance: number
  /** the largest smallest order of what stands on it: a fleet never rents fewer GPUs */
  readonly minGpus: number
  /** by the hour; null: sold for terms only, so hours that stop and start cannot be had */
  readonly hourly: RentalOffer | null
  /** rising by months */
  readonly terms: readonly RentalOffer[]
}

/** The cards of a GPU: those whose prices are all fresh, and those on which older prices may stand. */
export interface RateCards {
  readonly fresh: readonly RateCard[]
  readonly all: readonly RateCard[]
}

const cheaper = (a: RentalOffer | undefined, b: RentalOffer): RentalOffer =>
  a === undefined || b.usdPerGpuHour < a.usdPerGpuHour || (b.usdPerGpuHour === a.usdPerGpuHour && b.id < a.id) ? b : a

/** Offers of one provider and size, rising by smallest order. A larger smallest order has all that a smaller one has. */
const cardsOf = (offers: readonly RentalOffer[]): RateCard[] => {
  const cards: RateCard[] = []
  const best = new Map<number, RentalOffer>()
  for (let index = 0; index < offers.length; index++) {
    const offer = offers[index]!
    const months = offer.termMonths ?? 0
    best.set(months, cheaper(best.get(months), offer))
    const { minGpus, provider, gpusPerInstance } = offer
    if (offers[index + 1]?.minGpus === minGpus) continue
    const hourly = best.get(0) ?? null
    const terms = [...best.values()].filter((other) => other.termMonths !== null).sort((a, b) => a.termMonths! - b.termMonths!)
    cards.push({ provider, gpusPerInstance, minGpus, hourly, terms })
  }
  return cards
}

/** Whatever is on `b` is on `a` for no more, and `a` asks for no larger order. */
const beats = (a: RateCard, b: RateCard): boolean =>
  a.gpusPerInstance === b.gpusPerInstance &&
  a.minGpus <= b.minGpus &&
  (b.hourly === null || (a.hourly !== null && a.hourly.usdPerGpuHour <= b.hourly.usdPerGpuHour)) &&
  b.terms.every((term) => a.terms.some((other) => other.termMonths === term.termMonths && other.usdPerGpuHour <= term.usdPerGpuHour))

const unbeaten = (cards: readonly RateCard[]): RateCard[] => {
  const kept: RateCard[] = []
  for (const card of cards) {
    if (kept.some((other) => beats(other, card))) continue
    for (let index = kept.length - 1; index >= 0; index--) if (beats(card, kept[index]!)) kept.splice(index, 1)
    kept.push(card)
  }
  return kept
}

const bySize = (a: RateCard, b: RateCard): number =>
  a.gpusPerInstance - b.gpusPerInstance || a.minGpus - b.minGpus || (a.provider < b.provider ? -1 : a.provider > b.provider ? 1 : 0)

const cardsFrom = (offers: readonly RentalOffer[]): RateCard[] => {
  const groups = new Map<string, RentalOffer[]>()
  for (const offer of offers) {
    const key = `${offer.provider}|${offer.gpusPerInstance}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [offer])
    else group.push(offer)
  }
  const cards: RateCard[] = []
  for (const group of groups.values()) cards.push(...cardsOf(group))
  return unbeaten(cards.sort(bySize))
}

/** `offers`: of one GPU, by size, then by smallest order. */
export const rateCards = (offers: readonly RentalOffer[]): RateCards => {
  const all = cardsFrom(offers)
  const fresh = offers.filter(({ stale }) => !stale)
  return { fresh: fresh.length === offers.length ? all : cardsFrom(fresh), all }
}

/** The offer a card is named by: its hourly price, else its shortest term. */
export const mainOffer = ({ hourly, terms }: RateCard): RentalOffer => {
  const offer = hourly ?? terms[0]
  if (offer === undefined) throw new Error('a rate card without any price')
  return offer
}

/** The history of the market, loaded once when something on the page first asks for it. */
import type { Market } from '../../catalogue/market-schema.ts'

let loaded: Promise<Market> | null = null

/** Rejects where the module cannot be fetched; the next call tries again. */
export const marketData = (): Promise<Market> => {
  // checked against its schema when the page was built
  loaded ??= import('virtual:market').then(({ default: json }) => JSON.parse(json) as Market)
  loaded.catch(() => (loaded = null))
  return loaded
}

/** Published examples of token bills and of a seller's margin. */
import { apiCost, cost, MILLION, recipe, shareThatPays, type Recipe } from './arithmetic.ts'

const PERCENT = 100
const DAYS_PER_MONTH = 30
/** the stress case has 75,000 users instead of 10,000 */
const STRESS = 7.5

interface CachedUse {
  readonly input_tok: number
  readonly cache: number
  readonly price_in: number
  readonly price_cached: number
  readonly price_out: number
  readonly output_tok?: number
  readonly daily_cap_usd?: number
}

const cachedUse = (x: CachedUse, published: { readonly per_query: number; readonly month: number }) => {
  const input = { input: x.input_tok, priceIn: x.price_in, cached: x.cache, priceCached: x.price_cached, priceOut: x.price_out }
  const input_cost = apiCost({ ...input, output: 0 })
  const stress = published.month * STRESS
  const scaled = { queries_month: published.month / published.per_query, stress }
  if (x.output_tok === undefined)
    return { input_cost, implied_output_tok: ((published.per_query - input_cost) / x.price_out) * MILLION, ...scaled }
  const capped = (x.daily_cap_usd ?? Number.NaN) * DAYS_PER_MONTH
  return {
    input_cost,
    per_query_simple: apiCost({ ...input, output: x.output_tok }),
    ...scaled,
    capped,
    refused_pct: (1 - capped / stress) * PERCENT,
  }
}

export const API_RECIPES: readonly Recipe[] = [
  recipe<{ input_tokens: number; output_tokens: number; price_in_per_M: number; price_out_per_M: number }>(
    ['input_tokens', 'output_tokens', 'price_in_per_M', 'price_out_per_M'],
    (x) => ({
      api_cost_usd: apiCost({ input: x.input_tokens, output: x.output_tokens, priceIn: x.price_in_per_M, priceOut: x.price_out_per_M }),
      input_part: cost(x.input_tokens, x.price_in_per_M),
      output_part: cost(x.output_tokens, x.price_out_per_M),
    }),
  ),
  recipe<{ in_tok: number; out_tok: number; in_per_1k: number; out_per_1k: number }>(
    ['in_tok', 'out_tok', 'in_per_1k', 'out_per_1k'],
    (x) => ({
      per_request: apiCost({ input: x.in_tok, output: x.out_tok, priceIn: x.in_per_1k * 1000, priceOut: x.out_per_1k * 1000 }),
    }),
  ),
  recipe<{ M: number[]; blended: number[] }>(['M', 'blended'], (x) => ({
    rows: x.M.map((millions) => x.blended.map((price) => cost(millions * MILLION, price))),
  })),
  recipe<CachedUse>(
    ['input_tok', 'cache', 'price_in', 'price_cached', 'price_out'],
    (x, { published }) => cachedUse(x, published as { per_query: number; month: number }),
    ['per_query', 'month'],
  ),
  recipe<{ price_in: number; price_out: number; cost_in: number; cost_out: number }>(
    ['price_in', 'price_out', 'cost_in', 'cost_out'],
    (x) => ({
      gm_in: (1 - shareThatPays(x.cost_in, x.price_in)) * PERCENT,
      gm_out: (1 - shareThatPays(x.cost_out, x.price_out)) * PERCENT,
    }),
  ),
]

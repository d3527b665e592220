/**
 * Published worked examples put through the engine's own functions. A recipe is chosen by the inputs an example has, not by its name;
 * what the engine has no words for is left out and said.
 */
import { breakEven, fleetPieces, switchPoints, type Piece } from '../../engine/break-even.ts'
import { tokenCost, tokenVolume } from '../../engine/api-bill.ts'
import { capitalCharge } from '../../engine/capital.ts'
import { energyAndColocation } from '../../engine/energy.ts'
import { billedHours, layerHours } from '../../engine/policies.ts'
import { presentValueOfFlows, usdPerMTok } from '../../engine/present-value.ts'
import { rentedCompute } from '../../engine/rental-bill.ts'

const HOURS_PER_MONTH = 730
const HOURS_PER_YEAR = 8760
const HOURS_PER_DAY = 24
const HOURS_PER_WEEK = 168
const DAYS_PER_YEAR = 365
const MONTHS_PER_YEAR = 12
const SECONDS_PER_HOUR = 3600
const MILLION = 1e6

const cost = (tokens: number, usdPerMillion: number): number =>
  tokenCost.bare({ volume: tokenVolume.bare({ requests: 1, tokens }), price: usdPerMillion })

const apiCost = (x: { input: number; output: number; priceIn: number; priceOut: number; cached?: number; priceCached?: number }): number =>
  cost(x.input * (1 - (x.cached ?? 0)), x.priceIn) + cost(x.input * (x.cached ?? 0), x.priceCached ?? 0) + cost(x.output, x.priceOut)

/** Where a fixed cost plus a running one meets a running cost alone. */
const meets = (fixed: number, own: number, other: number): number | undefined =>
  switchPoints([[fixed, own]], [[0, other]], [0, Number.MAX_SAFE_INTEGER])[0]

const compute = (hours: number, usdPerGpuHour: number, gpus = 1): number =>
  rentedCompute.bare({ boxHours: hours, gpusPerBox: gpus, price: usdPerGpuHour })

const perMillion = (usdPerHour: number, tokensPerSecond: number): number =>
  usdPerMTok.bare({ presentValue: usdPerHour, tokens: tokensPerSecond * SECONDS_PER_HOUR })

/** The yearly cost of power draw, at a PUE. */
const powerPerYear = (kw: number, gpus: number, pue: number, usdPerKwh: number): number => {
  const full = { nodes: gpus, idle: 1, load: 1, busy: 1, provisionedKw: 0, usdPerKwMonth: 0, covers: 'space' as const }
  return energyAndColocation({ ...full, maxKw: kw, pue, usdPerKwh }).energy * MONTHS_PER_YEAR
}

interface Recipe {
  /** input keys that an example of this kind has */
  readonly needs: readonly string[]
  readonly run: (inputs: never) => Readonly<Record<string, unknown>>
}

const recipe = <I>(needs: readonly (keyof I & string)[], run: (inputs: I) => Readonly<Record<string, unknown>>): Recipe => ({ needs, run })

const cmu = (x: {
  gpus: number
  gpu_power_kW: number
  gpu_price_usd: number
  throughput_tok_per_s: number
  hours_used_for_capacity: number
  electricity_usd_per_kWh: number
  input_share: number
  output_share: number
  api_prices_in_out: Readonly<Record<string, readonly [number, number]>>
}) => {
  const OFFICE_HOURS = 160
  const tokens = x.throughput_tok_per_s * x.hours_used_for_capacity * SECONDS_PER_HOUR
  const electricity = (hours: number): number =>
    (powerPerYear(x.gpu_power_kW, x.gpus, 1, x.electricity_usd_per_kWh) * hours) / HOURS_PER_YEAR
  const perApi = Object.entries(x.api_prices_in_out).map(([api, [priceIn, priceOut]]) => {
    const api_usd_per_month = apiCost({ input: tokens * x.input_share, output: tokens * x.output_share, priceIn, priceOut })
    const recomputed_months = meets(x.gpus * x.gpu_price_usd, electricity(OFFICE_HOURS), api_usd_per_month)
    return [api, { api_usd_per_month, recomputed_months }]
  })
  return {
    capacity_M: tokens / MILLION,
    electricity_usd_160h: electricity(OFFICE_HOURS),
    electricity_usd_176h: electricity(x.hours_used_for_capacity),
    per_api: Object.fromEntries(perApi),
  }
}

const hoursToBreakEven = (x: { capex_usd: number; onprem_usd_per_h: number; cloud_usd_per_h: number }) => {
  const hours = meets(x.capex_usd, x.onprem_usd_per_h, x.cloud_usd_per_h) ?? Number.NaN
  const years = (perDay: number): number => hours / (perDay * DAYS_PER_YEAR)
  return {
    break_even_h: hours,
    months_730: hours / HOURS_PER_MONTH,
    at_12h_years: years(12),
    at_16h_years: years(16),
    at_24h_years: years(24),
  }
}

/** An example with a capacity: the crossing that its own formula finds, and that there is none once replicas are counted. */
const withCapacity = (x: { usd_month: number; capacity_M: number; api_usd_per_M: number; util: number; config: string }) => {
  const gpus = Number.parseInt(x.config, 10)
  const crossing = x.usd_month / x.api_usd_per_M
  const fleet = fleetPieces({
    fixed: 0,
    usdPerReplica: x.usd_month,
    capacity: x.capacity_M,
    peakPerUnit: 1,
    headroom: { z: 0, idc: 1 },
    spare: 0,
    maxReplicas: 1000,
  })
  const api: Piece[] = [{ upTo: Number.POSITIVE_INFINITY, fixed: 0, slope: x.api_usd_per_M }]
  const found = breakEven(fleet, api, x.capacity_M / 100, x.capacity_M * 100)
  return {
    gpu_h_price: x.usd_month / HOURS_PER_MONTH / gpus,
    implied_tok_s: (x.capacity_M * MILLION) / (HOURS_PER_MONTH * SECONDS_PER_HOUR * x.util),
    break_even_M: crossing,
    replicas_at_break_even: fleet.findIndex((piece) => piece.upTo >= crossing) + 1,
    cheapest_possible_per_M: x.usd_month / x.capacity_M,
    crossingsWithCapacity: found.crossings.length,
  }
}

const perRequestDay = (x: {
  req_day: number
  in_tok: number
  out_tok: number
  price_in: number
  price_out: number
  hardware: number
  power_month: number
}) => {
  const daily = x.req_day * apiCost({ input: x.in_tok, output: x.out_tok, priceIn: x.price_in, priceOut: x.price_out })
  const months = meets(x.hardware, x.power_month, (daily * DAYS_PER_YEAR) / MONTHS_PER_YEAR)
  return { daily, ...(months === undefined ? {} : { break_even_months: months }) }
}

const fiveYears = (x: {
  hardware: number
  power_usd_per_h: number
  hours: number
  maintenance: number[]
  staff: number
  network: number
}) => {
  const yearly = x.maintenance.map((maintenance) => x.power_usd_per_h * x.hours + maintenance + x.staff + x.network)
  const flows = yearly.map((usd, year) => usd + (year === 0 ? x.hardware : 0))
  return { year1: flows[0], years2_5: flows[1], cum5: presentValueOfFlows(flows, 0) }
}

const dayHours = (hoursPerDay: number): number =>
  billedHours(layerHours(Float64Array.from({ length: HOURS_PER_WEEK }, (_, hour) => (hour % HOURS_PER_DAY < hoursPerDay ? 1 : 0))))

export const RECIPES: readonly Recipe[] = [
  recipe<{ input_tokens: number; output_tokens: number; price_in_per_M: number; price_out_per_M: number }>(
    ['input_tokens', 'output_tokens', 'price_in_per_M', 'price_out_per_M'],
    (x) => ({
      api_cost_usd: apiCost({ input: x.input_tokens, output: x.output_tokens, priceIn: x.price_in_per_M, priceOut: x.price_out_per_M }),
    }),
  ),
  recipe<{ gpu_usd_per_h: number; hours_per_month: number; utilization: number }>(
    ['gpu_usd_per_h', 'hours_per_month', 'utilization'],
    (x) => ({
      as_published: compute(x.hours_per_month * x.utilization, x.gpu_usd_per_h),
      if_gpu_is_billed_24x7: compute(x.hours_per_month, x.gpu_usd_per_h),
    }),
  ),
  recipe<{ self_host_monthly_usd: number; blended_usd_per_M: number }>(['self_host_monthly_usd', 'blended_usd_per_M'], (x) => ({
    break_even_M_tokens: meets(x.self_host_monthly_usd, 0, x.blended_usd_per_M),
  })),
  recipe(['api_prices_in_out', 'gpu_power_kW', 'gpu_price_usd', 'throughput_tok_per_s', 'hours_used_for_capacity'], cmu),
  recipe(['capex_usd', 'onprem_usd_per_h', 'cloud_usd_per_h'], hoursToBreakEven),
  recipe(['usd_month', 'capacity_M', 'api_usd_per_M', 'util', 'config'], withCapacity),
  recipe(['req_day', 'in_tok', 'out_tok', 'price_in', 'price_out', 'hardware', 'power_month'], perRequestDay),
  recipe(['hardware', 'power_usd_per_h', 'hours', 'maintenance', 'staff', 'network'], fiveYears),
  recipe<{ gpus: number; kW: number; pue: number; usd_per_kWh: number }>(['gpus', 'kW', 'pue', 'usd_per_kWh'], (x) => ({
    annual_usd: powerPerYear(x.kW, x.gpus, x.pue, x.usd_per_kWh),
    at_0_05: powerPerYear(x.kW, x.gpus, x.pue, 0.05),
    at_0_15: powerPerYear(x.kW, x.gpus, x.pue, 0.15),
  })),
  recipe<{ gpus: number; hours_per_day: number; usd_per_gpu_h: number }>(['gpus', 'hours_per_day', 'usd_per_gpu_h'], (x) => ({
    compute_month: compute(dayHours(x.hours_per_day), x.usd_per_gpu_h, x.gpus),
  })),
  recipe<{ in_tok: number; out_tok: number; in_per_1k: number; out_per_1k: number }>(
    ['in_tok', 'out_tok', 'in_per_1k', 'out_per_1k'],
    (x) => ({
      per_request: apiCost({ input: x.in_tok, output: x.out_tok, priceIn: x.in_per_1k * 1000, priceOut: x.out_per_1k * 1000 }),
    }),
  ),
  recipe<{ capex: number; months: number; opex: number; cloud: number }>(['capex', 'months', 'opex', 'cloud'], (x) => ({
    onprem: capitalCharge(x.capex, 0, 0, x.months) + x.opex,
    total_on: x.capex + presentValueOfFlows(new Float64Array(x.months).fill(x.opex), 0),
    total_cloud: presentValueOfFlows(new Float64Array(x.months).fill(x.cloud), 0),
  })),
  recipe<{ in_M_day: number; out_M_day: number; price_in: number; price_out: number; kW: number; usd_per_kWh: number }>(
    ['in_M_day', 'out_M_day', 'price_in', 'price_out', 'kW', 'usd_per_kWh'],
    (x) => ({
      api_day: apiCost({ input: x.in_M_day * MILLION, output: x.out_M_day * MILLION, priceIn: x.price_in, priceOut: x.price_out }),
      elec_day: powerPerYear(x.kW, 1, 1, x.usd_per_kWh) / DAYS_PER_YEAR,
    }),
  ),
  recipe<{ rows: readonly (readonly [string, number, number])[] }>(['rows'], (x) => ({
    usd_per_M: x.rows.map(([, usdPerHour, tokensPerSecond]) => perMillion(usdPerHour, tokensPerSecond)),
  })),
  recipe<{ gpus: number; usd_od: number; usd_res: number; tok_s_per_gpu: number }>(['gpus', 'usd_od', 'usd_res', 'tok_s_per_gpu'], (x) => ({
    usd_per_M_od: perMillion(x.usd_od, x.tok_s_per_gpu),
    usd_per_M_res: perMillion(x.usd_res, x.tok_s_per_gpu),
    month_730h: compute(HOURS_PER_MONTH, x.usd_res, x.gpus),
    capacity_B: (x.gpus * x.tok_s_per_gpu * SECONDS_PER_HOUR * HOURS_PER_MONTH) / MILLION / 1000,
  })),
  recipe<{ M: number[]; blended: number[] }>(['M', 'blended'], (x) => ({
    rows: x.M.map((millions) => x.blended.map((price) => cost(millions * MILLION, price))),
  })),
  recipe<{ cloud_usd_per_unit_h: number; dedicated_at_8pct: number }>(['cloud_usd_per_unit_h', 'dedicated_at_8pct'], (x) => {
    const full = x.dedicated_at_8pct * 0.08
    return {
      full_rate: full,
      break_even_pct: (meets(full, 0, x.cloud_usd_per_unit_h) ?? Number.NaN) * 100,
      at_40_pct: (1 - full / 0.4 / x.cloud_usd_per_unit_h) * 100,
      at_8_pct: (x.dedicated_at_8pct / x.cloud_usd_per_unit_h - 1) * 100,
    }
  }),
  recipe<{ hardware: number[]; staff: number[]; power: number; colo: number[] }>(['hardware', 'staff', 'power', 'colo'], (x) => ({
    total_k: x.hardware.map((usd, end) => presentValueOfFlows([usd, x.staff[end]!, x.power, x.colo[end]!], 0)),
  })),
  recipe<{ input_tok: number; cache: number; price_in: number; price_cached: number; price_out: number; output_tok?: number }>(
    ['input_tok', 'cache', 'price_in', 'price_cached', 'price_out'],
    (x) => {
      const input = { input: x.input_tok, priceIn: x.price_in, cached: x.cache, priceCached: x.price_cached, priceOut: x.price_out }
      return {
        input_cost: apiCost({ ...input, output: 0 }),
        ...(x.output_tok === undefined ? {} : { per_query_simple: apiCost({ ...input, output: x.output_tok }) }),
      }
    },
  ),
  recipe<{ usd_per_gpu_h: number[]; hours: number }>(['usd_per_gpu_h', 'hours'], (x) => ({
    month: x.usd_per_gpu_h.map((price) => compute(x.hours, price)),
    spread: Math.max(...x.usd_per_gpu_h) / Math.min(...x.usd_per_gpu_h),
  })),
]

/** Published examples of bought hardware: months until it has paid for itself, yearly bills, memory. */
import { capitalCharge } from '../../engine/capital.ts'
import { monthlyRate, presentValueOfFlows } from '../../engine/present-value.ts'
import { freeBytesInPlans } from '../../engine/serving/memory.ts'
import { weightFigures } from '../../engine/serving/weights.ts'
import {
  apiCost,
  DAYS_PER_YEAR,
  HOURS_PER_MONTH,
  HOURS_PER_YEAR,
  meets,
  MILLION,
  MONTHS_PER_YEAR,
  powerPerYear,
  recipe,
  SECONDS_PER_HOUR,
  SHORT_MONTH_HOURS,
  THOUSAND,
  type Recipe,
} from './arithmetic.ts'

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
    months_720: hours / SHORT_MONTH_HOURS,
    at_12h_years: years(12),
    at_16h_years: years(16),
    at_24h_years: years(24),
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

const ownServerYear = (x: {
  in_M_day: number
  out_M_day: number
  price_in: number
  price_out: number
  kW: number
  usd_per_kWh: number
  depreciation_one_off: number
}) => {
  const api_day = apiCost({ input: x.in_M_day * MILLION, output: x.out_M_day * MILLION, priceIn: x.price_in, priceOut: x.price_out })
  const power = powerPerYear(x.kW, 1, 1, x.usd_per_kWh)
  return {
    api_day,
    api_year: api_day * DAYS_PER_YEAR,
    elec_day: power / DAYS_PER_YEAR,
    local_year1: x.depreciation_one_off + power,
    saving_year: api_day * DAYS_PER_YEAR - x.depreciation_one_off - power,
  }
}

const threeYears = (x: { hardware: number[]; staff: number[]; power: number; colo: number[] }) => {
  const GPU_HOURS = 8 * 3 * HOURS_PER_YEAR
  const totals = x.hardware.map((usd, end) => presentValueOfFlows([usd, x.staff[end]!, x.power, x.colo[end]!], 0))
  return { total_k: totals, usd_per_gpu_h: totals.map((thousands) => (thousands * THOUSAND) / GPU_HOURS) }
}

/** Weights of a dense model on one GPU, whose bytes a parameter are said; with a fixed share on top, as the publisher does. */
const memoryOf = (x: { params_B: number; bytes_per_param: number; headroom: number; gpu_GB: number }) => {
  const params = { attn: 0, dense: x.params_B * 1e9, sharedAndRouter: 0, routed: 0, routedActive: 0, embeddings: 0, head: 0 }
  const bytes = {
    attentionBytes: 0,
    sharedBytes: x.bytes_per_param,
    expertBytes: 0,
    attentionFlops: 1,
    ffnFlops: 1,
    int4Experts: false,
    emulatedFp4Experts: false,
  }
  const one = { gpusPerReplica: 1, tensorParallel: 1, dataParallel: 1, expertParallel: false }
  const weights = weightFigures({ params, tiedEmbeddings: true }, one, bytes)
  return {
    weights_GB: weights.total / 1e9,
    vram_GB: (weights.total * x.headroom) / 1e9,
    free_GB: freeBytesInPlans({ memoryBytes: x.gpu_GB * 1e9, weights }) / 1e9,
  }
}

/** The seller's rule: price over years, plus yearly charges; the numbers are those of the case, as the page prints none. */
const serverYear = (x: { server_usd: number; years: number; software_per_year: number; hosting_per_year: number }) => {
  const yearly = capitalCharge(x.server_usd, 0, 0, x.years * MONTHS_PER_YEAR) * MONTHS_PER_YEAR + x.software_per_year + x.hosting_per_year
  return { test_case: { yearly, per_hour: yearly / HOURS_PER_YEAR } }
}

export const OWNED_RECIPES: readonly Recipe[] = [
  recipe(['api_prices_in_out', 'gpu_power_kW', 'gpu_price_usd', 'throughput_tok_per_s', 'hours_used_for_capacity'], cmu),
  recipe(['capex_usd', 'onprem_usd_per_h', 'cloud_usd_per_h'], hoursToBreakEven),
  recipe(['req_day', 'in_tok', 'out_tok', 'price_in', 'price_out', 'hardware', 'power_month'], perRequestDay),
  recipe(['hardware', 'power_usd_per_h', 'hours', 'maintenance', 'staff', 'network'], fiveYears),
  recipe<{ gpus: number; kW: number; pue: number; usd_per_kWh: number }>(['gpus', 'kW', 'pue', 'usd_per_kWh'], (x) => ({
    annual_usd: powerPerYear(x.kW, x.gpus, x.pue, x.usd_per_kWh),
    at_0_05: powerPerYear(x.kW, x.gpus, x.pue, 0.05),
    at_0_15: powerPerYear(x.kW, x.gpus, x.pue, 0.15),
    usd_per_h: powerPerYear(x.kW, x.gpus, x.pue, x.usd_per_kWh) / HOURS_PER_YEAR,
  })),
  recipe<{ capex: number; months: number; opex: number; cloud: number }>(['capex', 'months', 'opex', 'cloud'], (x) => ({
    onprem: capitalCharge(x.capex, 0, 0, x.months) + x.opex,
    diff: x.cloud - capitalCharge(x.capex, 0, 0, x.months) - x.opex,
    saved_at_8_percent: presentValueOfFlows(new Float64Array(x.months).fill(x.cloud - x.opex), monthlyRate(0.08)) - x.capex,
    total_on: x.capex + presentValueOfFlows(new Float64Array(x.months).fill(x.opex), 0),
    total_cloud: presentValueOfFlows(new Float64Array(x.months).fill(x.cloud), 0),
  })),
  recipe(['in_M_day', 'out_M_day', 'price_in', 'price_out', 'kW', 'usd_per_kWh', 'depreciation_one_off'], ownServerYear),
  recipe(['hardware', 'staff', 'power', 'colo'], threeYears),
  recipe(['params_B', 'bytes_per_param', 'headroom', 'gpu_GB'], memoryOf),
  recipe<{ hourly_cost: string; share_of_gpu: string }>(['hourly_cost', 'share_of_gpu'], (_, { recomputed }) =>
    serverYear(recomputed['test_case'] as never),
  ),
]

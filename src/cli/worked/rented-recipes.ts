/** Published examples of rented GPUs: bills by the hour, cost of a million tokens, the volume at which they meet an API. */
import { breakEven, fleetPieces, type Piece } from '../../engine/break-even.ts'
import { billedHours, layerHours } from '../../engine/policies.ts'
import { usdPerMTok } from '../../engine/present-value.ts'
import { shareOfCompute } from '../../engine/rental-bill.ts'
import {
  compute,
  cost,
  HOURS_PER_MONTH,
  meets,
  MILLION,
  MONTHS_PER_YEAR,
  perMillion,
  recipe,
  SECONDS_PER_HOUR,
  SHORT_MONTH_HOURS,
  shareThatPays,
  THOUSAND,
  type Recipe,
} from './arithmetic.ts'

const HOURS_PER_DAY = 24
const HOURS_PER_WEEK = 168
const PERCENT = 100

/** An example with a capacity: the crossing that its own formula finds, and that there is none once replicas are counted. */
const withCapacity = (x: {
  usd_month: number
  capacity_M: number
  api_usd_per_M: number
  util: number
  config: string
  volume_M: number
}) => {
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
    api: cost(x.volume_M * MILLION, x.api_usd_per_M),
    per_M: usdPerMTok.bare({ presentValue: x.usd_month, tokens: x.volume_M * MILLION }),
    gpu_h_price: x.usd_month / HOURS_PER_MONTH / gpus,
    implied_tok_s: (x.capacity_M * MILLION) / (HOURS_PER_MONTH * SECONDS_PER_HOUR * x.util),
    break_even_M: crossing,
    replicas_at_break_even: fleet.findIndex((piece) => piece.upTo >= crossing) + 1,
    cheapest_possible_per_M: x.usd_month / x.capacity_M,
    crossingsWithCapacity: found.crossings.length,
  }
}

const dayHours = (hoursPerDay: number): number =>
  billedHours(layerHours(Float64Array.from({ length: HOURS_PER_WEEK }, (_, hour) => (hour % HOURS_PER_DAY < hoursPerDay ? 1 : 0))))

interface ReplicaInputs {
  readonly gpus: number
  readonly usd_od: number
  readonly usd_res: number
  readonly tok_s_per_gpu: number
  readonly api_usd_per_M: number
}

/** A fleet's yearly bill for so many inferences, if all of it is fixed, against prices of a thousand. */
const parity = (x: { inferences: number }, usdPerThousand: Readonly<Record<string, number>>) => {
  const fixed = usdPerThousand['self-hosted LLaMA-2-13B']! * (x.inferences / THOUSAND)
  const reached = (api: string): number => (meets(fixed, 0, usdPerThousand[api]!) ?? Number.NaN) / THOUSAND
  return { self_total_year: fixed, parity_vs_gpt41_M: reached('GPT-4.1 API'), parity_vs_haiku_M: reached('Claude Haiku API') }
}

/** The same hourly price at saturation and at one request a second, which is so many times slower. */
const saturation = (published: { usd_per_M_output_range: readonly number[]; penalty_at_1rps: Readonly<Record<string, number>> }) => {
  const [least, most] = published.usd_per_M_output_range as readonly [number, number]
  const penalty = published.penalty_at_1rps['Mixtral FP16']!
  return { mixtral_saturated: usdPerMTok.bare({ presentValue: most, tokens: penalty * MILLION }), spread: most / least }
}

export const RENTED_RECIPES: readonly Recipe[] = [
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
  recipe(['usd_month', 'capacity_M', 'api_usd_per_M', 'util', 'config'], withCapacity),
  recipe<{ gpus: number; hours_per_day: number; usd_per_gpu_h: number; storage: number; egress: number; managed_pct: number }>(
    ['gpus', 'hours_per_day', 'usd_per_gpu_h', 'storage', 'egress', 'managed_pct'],
    (x) => {
      const compute_month = compute(dayHours(x.hours_per_day), x.usd_per_gpu_h, x.gpus)
      const total_month =
        compute_month + shareOfCompute.bare({ compute: compute_month, share: x.managed_pct / PERCENT }) + x.storage + x.egress
      return { compute_month, total_month, total_year: total_month * MONTHS_PER_YEAR }
    },
  ),
  recipe<{ rows: readonly (readonly [string, number, number])[] }>(['rows'], (x) => ({
    usd_per_M: x.rows.map(([, usdPerHour, tokensPerSecond]) => perMillion(usdPerHour, tokensPerSecond)),
  })),
  recipe<ReplicaInputs>(['gpus', 'usd_od', 'usd_res', 'tok_s_per_gpu', 'api_usd_per_M'], (x) => ({
    usd_per_M_od: perMillion(x.usd_od, x.tok_s_per_gpu),
    usd_per_M_res: perMillion(x.usd_res, x.tok_s_per_gpu),
    month_720h: compute(SHORT_MONTH_HOURS, x.usd_res, x.gpus),
    month_730h: compute(HOURS_PER_MONTH, x.usd_res, x.gpus),
    capacity_B: (x.gpus * x.tok_s_per_gpu * SECONDS_PER_HOUR * HOURS_PER_MONTH) / MILLION / 1000,
    break_even_M: meets(compute(SHORT_MONTH_HOURS, x.usd_res, x.gpus), 0, x.api_usd_per_M),
  })),
  recipe<{ cloud_usd_per_unit_h: number; dedicated_at_8pct: number }>(['cloud_usd_per_unit_h', 'dedicated_at_8pct'], (x) => {
    const full = x.dedicated_at_8pct * 0.08
    return {
      full_rate: full,
      break_even_pct: (meets(full, 0, x.cloud_usd_per_unit_h) ?? Number.NaN) * PERCENT,
      at_40_pct: (1 - full / 0.4 / x.cloud_usd_per_unit_h) * PERCENT,
      at_8_pct: (x.dedicated_at_8pct / x.cloud_usd_per_unit_h - 1) * PERCENT,
    }
  }),
  recipe<{ usd_per_gpu_h: number[]; hours: number }>(['usd_per_gpu_h', 'hours'], (x) => ({
    month: x.usd_per_gpu_h.map((price) => compute(x.hours, price)),
    spread: Math.max(...x.usd_per_gpu_h) / Math.min(...x.usd_per_gpu_h),
  })),
  recipe<{ inferences: number }>(
    ['inferences'],
    (x, { published }) => parity(x, published['usd_per_1k'] as Readonly<Record<string, number>>),
    ['usd_per_1k'],
  ),
  recipe<{ load_rps: number }>(['load_rps'], (_, { published }) => saturation(published as never), [
    'usd_per_M_output_range',
    'penalty_at_1rps',
  ]),
  recipe<{ throughput: string }>(
    ['throughput'],
    (_, { published }) => {
      const x = published as { small_onprem: number; small_api: number; large_onprem: number; large_cloud: number }
      return {
        ratio: 1 / shareThatPays(x.small_onprem, x.small_api),
        saving_pct: (1 - shareThatPays(x.large_onprem, x.large_cloud)) * PERCENT,
        least_work_pct: shareThatPays(x.small_onprem, x.small_api) * PERCENT,
      }
    },
    ['small_onprem', 'small_api', 'large_onprem', 'large_cloud'],
  ),
]

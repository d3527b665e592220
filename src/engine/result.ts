/**
 * What a comparison is: plain data, the same in page, worker and command line. Money is nominal USD; monthly series
 * have one number per month of the horizon. Unknown is null. Views show these figures and compute none.
 */
export type OptionKind = 'api-proprietary' | 'api-open' | 'rented'

/** Every cost line; the bar chart groups them as family · people · platform · one-off. */
export type LineId =
  | 'tokens-plain'
  | 'tokens-read'
  | 'tokens-write'
  | 'tokens-out'
  | 'call-fees'
  | 'cache-storage'
  | 'commitment-top-up'
  | 'support'
  | 'compute'
  | 'commitment-tail'
  | 'platform'
  | 'licences'
  | 'people'
  | 'one-off'

export type LineGroup = 'family' | 'people' | 'platform' | 'one-off'

export interface CostLine {
  readonly id: LineId
  readonly group: LineGroup
  /** USD, one per month */
  readonly monthly: readonly number[]
  /** USD a month, the constant amount with the same present value */
  readonly levelised: number
}

/** Why an option is not possible, or what to mind. `text` is a full sentence with its numbers; `code` is stable. */
export interface Remark {
  readonly code: string
  readonly text: string
  /** the quantities the sentence names, for the view to typeset */
  readonly facts: readonly { readonly label: string; readonly value: string }[]
  /** the nearest change that would make it possible, as a sentence */
  readonly nearest: string | null
}

/** How well the figures an option rests on are known. */
export type Evidence = 'measured' | 'modelled' | 'extrapolated'

export interface Layout {
  readonly gpusPerReplica: number
  readonly tensorParallel: number
  readonly dataParallel: number
  readonly expertParallel: boolean
  readonly precision: string
  readonly engine: string
}

export interface ServingResult {
  readonly layout: Layout
  /** C: sequences one replica decodes at the p95 targets */
  readonly concurrency: number
  /** memory limit on sequences per replica */
  readonly memoryConcurrency: number
  /** seconds per output token, mean at C, and p95 */
  readonly tpotSeconds: number
  readonly tpot95Seconds: number
  readonly ttftSeconds: number
  readonly ttft95Seconds: number
  readonly requestsPerSecond: number
  readonly outputTokensPerSecondPerGpu: number
  /** what stops the next sequence */
  readonly binds: 'tpot' | 'ttft' | 'memory' | 'busy' | 'max-sequences'
  readonly evidence: Evidence
}

export interface RentedDetail {
  readonly gpuId: string
  readonly gpuName: string
  readonly serving: ServingResult
  readonly policy: 'always-on' | 'working-hours' | 'autoscaled' | 'to-zero'
  readonly offerId: string
  readonly provider: string
  readonly country: string | null
  readonly usdPerGpuHour: number
  readonly termMonths: number | null
  readonly gpusPerInstance: number
  /** month 0 */
  readonly peakReplicas: number
  readonly spareReplicas: number
  readonly instances: number
  readonly gpus: number
  readonly replicaHoursPerMonth: number
  readonly utilisation: number
}

export interface ApiDetail {
  readonly offerId: string
  readonly providerId: string
  readonly providerName: string
  readonly channel: 'first-party' | 'third-party'
  readonly currency: 'USD' | 'CNY'
  /** blended USD per million tokens in month 0 */
  readonly usdPerMTokBlended: number | null
}

export interface OptionResult {
  readonly id: string
  readonly kind: OptionKind
  readonly modelId: string
  readonly modelName: string
  /** "GPT-6.2 Sol", "Qwen3.8-27B on 4 H100" */
  readonly name: string
  /** "Proprietary API", "Together, hosted open model", "Civo, 1-year, always on" */
  readonly subtitle: string
  readonly status: 'possible' | 'not-possible'
  /** false: on no list of the buyer; shown in the table, not in the verdict */
  readonly considered: boolean
  readonly reasons: readonly Remark[]
  readonly warnings: readonly Remark[]
  /** headline: levelised monthly cost [USD/month]; null if not possible */
  readonly levelised: number | null
  readonly lines: readonly CostLine[]
  /** monthly TCO, the sum of the lines */
  readonly monthly: readonly number[]
  readonly presentValue: number | null
  /** undiscounted sum over the horizon */
  readonly total: number | null
  readonly oneOff: number | null
  readonly usdPerRequest: number | null
  readonly usdPerMTok: number | null
  readonly ttft95Seconds: number | null
  /** date of the oldest price it rests on, YYYY-MM-DD, or null if the date is not known */
  readonly oldestPrice: string | null
  readonly api: ApiDetail | null
  readonly rented: RentedDetail | null
}

export interface Crossing {
  /** requests a month */
  readonly requests: number
  readonly kind: 'line' | 'step'
  readonly cheaperBefore: 'api' | 'self-hosted'
  readonly cheaperAfter: 'api' | 'self-hosted'
}

export interface VolumeSeries {
  /** for the self-hosted side the best option at today's volume */
  readonly optionId: string
  /** api: this option alone · self-hosted: the cheapest fleet at each volume */
  readonly side: 'api' | 'self-hosted'
  /** USD a month at each of `requests` */
  readonly usdPerMonth: readonly (number | null)[]
}

export interface VolumeCurve {
  /** requests a month, log-spaced from 0.01 to 100 times today */
  readonly requests: readonly number[]
  readonly series: readonly VolumeSeries[]
  /** of the cheapest API and the cheapest fleet at each volume, in rising order; all of them */
  readonly crossings: readonly Crossing[]
  /** from here on self-hosting stays cheaper, within the range; null: never */
  readonly staysCheaperFrom: number | null
  /** the same against the API used today */
  readonly againstToday: { readonly optionId: string; readonly crossings: readonly Crossing[] } | null
  /** the cheapest fleet at each of `requests` */
  readonly fleets: readonly ({ readonly optionId: string; readonly gpus: number } | null)[]
  /** ranges of requests in which the cheapest fleet beats every considered API */
  readonly selfHostedWins: readonly { readonly from: number; readonly to: number }[]
  readonly exact: boolean
}

export type VerdictKind = 'api-cheaper' | 'self-hosted-cheaper' | 'too-close' | 'only-api' | 'only-self-hosted' | 'none'

export interface Verdict {
  readonly kind: VerdictKind
  readonly bestApiId: string | null
  readonly bestSelfHostedId: string | null
  /** USD a month, self-hosted minus API */
  readonly difference: number | null
  /** the first crossing above today's volume, else the last below; requests a month */
  readonly switchRequests: number | null
  /** today's option, if the scenario names one */
  readonly usedTodayId: string | null
}

export interface Comparison {
  readonly dataVersion: string
  readonly asOf: string
  readonly months: number
  readonly startMonth: string
  /** month labels YYYY-MM */
  readonly monthLabels: readonly string[]
  /** requests a month in month 0 over all workloads, retries included */
  readonly requests: number
  readonly options: readonly OptionResult[]
  /** ids of considered possible options by levelised cost, then id */
  readonly ranking: readonly string[]
  readonly verdict: Verdict
  readonly volume: VolumeCurve | null
  readonly basisCounts: Readonly<Record<'measured' | 'quoted' | 'estimated' | 'assumed' | 'yours', number>>
  readonly oldestPrice: { readonly date: string; readonly label: string; readonly ageDays: number } | null
  readonly notCounted: readonly string[]
}

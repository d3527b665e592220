/**
 * What a comparison is: plain data, the same in page, worker and command line. Money is nominal USD; monthly series
 * have one number per month of the horizon. Unknown is null. Views show these figures and compute none.
 */
import type { OptionQuality, QualityView } from './quality/quality-result.ts'
import type { RuleFinding, RuleId } from './rules/rule-result.ts'

export type OptionKind = 'api-proprietary' | 'api-open' | 'rented' | 'owned' | 'hybrid'

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
  /** provisioned throughput or a dedicated endpoint, by the month */
  | 'provisioned'
  | 'dedicated'
  /** capital charge K of the tranches alive */
  | 'capital'
  | 'energy'
  | 'site'
  | 'maintenance'
  | 'insurance'
  /** GPUs rented until the first servers run */
  | 'bridge-rent'
  | 'model-swap'
  | 'exit'
  /** of a hybrid: the whole API bill with support, and the people an API needs */
  | 'api-usage'
  | 'api-people'

export type LineGroup = 'family' | 'api' | 'people' | 'platform' | 'one-off'

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

/** The nearest evidence behind a speed, from nearest to none; each has its own band of error (data/serving/accuracy.json). */
export type EvidenceCell = 'measured' | 'same-gpu' | 'same-attention' | 'new-attention' | 'uncalibrated'

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
  /** 10 to 90 % of measured ÷ modelled tokens a second where the evidence is as near */
  readonly speed: { readonly cell: EvidenceCell; readonly low: number; readonly high: number }
}

/** Instances rented on one offer. */
export interface RentalStep {
  /** the most at a time */
  readonly instances: number
  /** null: by the hour */
  readonly termMonths: number | null
  /** the usual discount off the hourly price, as none is published */
  readonly estimated: boolean
  /** may be taken away; only for work that may wait */
  readonly spot: boolean
  readonly usdPerGpuHour: number
  /** months in which a term is signed */
  readonly monthsSigned: readonly number[]
}

export interface RentedDetail {
  readonly gpuId: string
  readonly gpuName: string
  readonly serving: ServingResult
  readonly policy: 'always-on' | 'working-hours' | 'autoscaled' | 'to-zero'
  readonly offerId: string
  readonly provider: string
  readonly country: string | null
  readonly region: string | null
  /** what the instances are rented on, the longest term first; the offer above is the one used most */
  readonly plan: readonly RentalStep[]
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

/** Of what an API bills by capacity instead of by token; from the buyer's quote. */
export interface ProvisionedDetail {
  /** units bought at the peak of month 0 */
  readonly units: number
  readonly usdPerUnitMonth: number
  /** weighted tokens a second in the peak hour, and what one unit carries */
  readonly peakRate: number
  readonly ratePerUnit: number
}

export interface OwnedDetail {
  readonly gpuId: string
  readonly gpuName: string
  readonly serving: ServingResult
  readonly gpusPerNode: number
  /** alive in month 0 (or when the first have arrived) and in the last month, spare nodes included */
  readonly nodes: number
  readonly nodesAtEnd: number
  readonly spareNodes: number
  readonly gpus: number
  readonly peakReplicas: number
  /** month 0: share of node-hours that work */
  readonly utilisation: number
  readonly usdPerGpu: number
  /** USD paid for servers and what is bought with them, over the horizon */
  readonly capitalSpent: number
  readonly leadMonths: number
  readonly lifeMonths: number
  readonly site: 'colocation' | 'own-room'
  readonly kilowatts: number
}

export interface HybridDetail {
  /** ids of the pure options it is made of */
  readonly baseId: string
  readonly apiId: string
  readonly base: 'rented' | 'owned'
  /** K: replicas kept over the horizon, and the largest need */
  readonly replicas: number
  readonly mostReplicas: number
  /** share of the load of the horizon that the replicas serve, strictly between 0 and 1 */
  readonly shareServed: number
  /** replicas are chosen hour by hour against the API's price, `replicas` is the most of any hour; else K are kept */
  readonly byHour: boolean
  /** levelised USD a month by K = 0 … mostReplicas, with K kept */
  readonly costByReplicas: readonly number[]
}

export interface EnergyUse {
  /** average over the horizon */
  readonly kwhPerMonth: number
  /** null: the grid's intensity is unknown */
  readonly kgCo2PerMonth: number | null
}

/** A typical week of month 0, hour by hour from Monday 00:00 [168]. */
export interface WeekUse {
  readonly optionId: string
  /** replicas the load needs if it is spread without headroom (A_j ÷ C), and replicas running */
  readonly load: readonly number[]
  readonly running: readonly number[]
  /** batch work placed, in replicas */
  readonly batch: readonly number[]
  /** hybrid: share of the hour's load that goes to the API; else zeros */
  readonly toApi: readonly number[]
}

/** How busy the best fleet is, and how busy it would have to be to cost no more than the best API: shares of replica-time. */
export interface BreakEvenUtilisation {
  readonly optionId: string
  readonly now: number
  /** null: not even when fully busy */
  readonly breakEven: number | null
}

export interface ApiDetail {
  readonly provisioned: ProvisionedDetail | null
  readonly offerId: string
  readonly providerId: string
  readonly providerName: string
  readonly channel: 'first-party' | 'third-party'
  readonly currency: 'USD' | 'CNY'
  /** blended USD per million tokens in month 0 */
  readonly usdPerMTokBlended: number | null
}

/**
 * Why an option takes no part in the verdict, the first that applies: its model is on no list of the buyer · the offer is not for this buyer
 * (its warnings say why) · a rule · its quality.
 */
export type ApartReason = 'not-listed' | 'offer' | 'rule' | 'weaker' | 'contested' | 'unknown-quality'

/** How many tokens an option's model takes for what the workloads count (`method.md` 1). */
export interface CandidateTokens {
  /** τ as used, with its band; of the first workload */
  readonly tokenRatio: { readonly low: number; readonly typical: number; readonly high: number; readonly text: string }
  /** k as used */
  readonly visible: number
  readonly reasoning: number
  /** published range of k for such a pair of models; null: none */
  readonly verbosityRange: { readonly low: number; readonly high: number; readonly note: string } | null
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
  /** false: shown, but not in the verdict; `apart` says why */
  readonly considered: boolean
  readonly apart: ApartReason | null
  readonly quality: OptionQuality
  /** of each rule in force, in the order of RuleId; shared between options that have the same */
  readonly findings: readonly RuleFinding[]
  /** the first rule that keeps it out; null: none */
  readonly barredBy: RuleId | null
  /** null: as counted */
  readonly tokens: CandidateTokens | null
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
  /** with review and escalation (`method.md` 9); null: not possible, or how many are accepted is not known */
  readonly usdPerAccepted: number | null
  readonly ttft95Seconds: number | null
  /** date of the oldest price it rests on, YYYY-MM-DD, or null if the date is not known */
  readonly oldestPrice: string | null
  readonly api: ApiDetail | null
  readonly rented: RentedDetail | null
  readonly owned: OwnedDetail | null
  readonly hybrid: HybridDetail | null
  /** cash by month: purchases when paid, operating lines, residuals received; what is left at the end is not in it */
  readonly cash: readonly number[]
  /** profit and loss by month: straight-line depreciation and interest in place of capital charges */
  readonly profitAndLoss: readonly number[]
  /** USD of value left in machines at the end of the horizon, credited in the present value */
  readonly valueAtEnd: number
  /** null: not published (APIs) or not known */
  readonly energy: EnergyUse | null
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
  /** the best hybrid, if one costs less than both sides */
  readonly bestHybridId: string | null
  /** USD a month, self-hosted minus API */
  readonly difference: number | null
  /** the first crossing above today's volume, else the last below; requests a month */
  readonly switchRequests: number | null
  /** today's option, if the scenario names one */
  readonly usedTodayId: string | null
  /** the rule without which a missing side would have an option; null: no side is missing, or not for a rule */
  readonly barredBy: RuleId | null
  /** possible options listed apart, by reason */
  readonly apart: Readonly<Record<ApartReason, number>>
  /** the cheapest option of which every rule in force is verified; null: there is none */
  readonly onlyVerified: { readonly optionId: string; readonly usdPerMonth: number } | null
}

/** One value behind the verdict, and how well it is known. */
export interface EvidenceItem {
  readonly label: string
  readonly basis: 'measured' | 'quoted' | 'estimated' | 'assumed' | 'yours'
  /** the field of the scenario, as a path; null: a datum of the catalogue */
  readonly path: string | null
  /** id of a source; null: none */
  readonly source: string | null
  /** the first option of the verdict that rests on it */
  readonly optionId: string
}

/** GPU offers that a company of the place can usually order, before any rule of its own: rows with a price for a GPU whose speed is known. */
export interface GpuReach {
  /** country of the place, or 'EU'; null: no single country */
  readonly here: string | null
  /** the country the buyer wants them in; null: anywhere in reach */
  readonly wanted: string | null
  readonly offers: number
  readonly gpus: number
  /** of them in the country of the place, and without a country */
  readonly offersHere: number
  readonly noCountry: number
  /** shown apart: in China or on Chinese platforms, for others; anywhere else, for a company in China */
  readonly chinese: number
  readonly outsideChina: number
  /** where none is here: the nearest country with one; distances are between large cities */
  readonly nearest: {
    readonly country: string
    readonly name: string
    readonly city: string
    readonly kilometres: number
    readonly offers: number
  } | null
  /** GPUs with offers in reach, but without the figures that give a speed */
  readonly unsized: readonly { readonly gpuId: string; readonly name: string; readonly offers: number }[]
}

/** An option of the verdict at both ends of the published length of its model's answers, which the comparison does not use. */
export interface VerbosityCheck {
  readonly optionId: string
  /** times the output counted */
  readonly low: number
  readonly high: number
  /** levelised USD a month; null: not possible then */
  readonly usdAtLow: number | null
  readonly usdAtHigh: number | null
  /** the source's caution */
  readonly note: string
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
  /** what the cost of a unit is divided by: levelised requests and tokens a month over all workloads */
  readonly units: { readonly requests: number; readonly tokens: number }
  readonly options: readonly OptionResult[]
  /** ids of considered possible options by levelised cost, then id */
  readonly ranking: readonly string[]
  readonly verdict: Verdict
  readonly volume: VolumeCurve | null
  /** the week of the best self-hosted option and of the best hybrid */
  readonly weeks: readonly WeekUse[]
  /** month end from which the cumulative cash of the best self-hosted option stays below that of the best API; null: never */
  readonly paybackMonth: number | null
  /** null: a side is missing */
  readonly utilisation: BreakEvenUtilisation | null
  /** the values behind the two options of the verdict, each once */
  readonly evidence: readonly EvidenceItem[]
  readonly basisCounts: Readonly<Record<'measured' | 'quoted' | 'estimated' | 'assumed' | 'yours', number>>
  readonly oldestPrice: { readonly date: string; readonly label: string; readonly ageDays: number } | null
  readonly notCounted: readonly string[]
  /** USD a request for review, and for those escalated (`method.md` 9); null: of no model is it known how many results are accepted */
  readonly judgingUsdPerRequest: number | null
  /** of the options of the verdict for which there is a published length */
  readonly verbosityCheck: readonly VerbosityCheck[]
  readonly reach: GpuReach
  readonly quality: QualityView
  /** null: today's model has a score, or another floor was chosen; else the model that could stand in for it */
  readonly floorWanted: { readonly modelId: string; readonly standInId: string | null } | null
  readonly rulesInForce: readonly RuleId[]
}

/**
 * A complete, plausible Comparison for tests and previews of the page: 18 options of the three families, two of them not
 * possible, one on no list of the buyer, one an outlier; 36 months; a volume curve with steps and three crossings.
 * The money is made up; only its shape is real (lines add up, the series are monthly, the curve agrees with the totals).
 */
import type { OptionQuality } from '../../src/engine/quality/quality-result.ts'
import type { RuleFinding, RuleId } from '../../src/engine/rules/rule-result.ts'
import type {
  ApartReason,
  ApiDetail,
  Comparison,
  CostLine,
  HybridDetail,
  LineGroup,
  LineId,
  OptionKind,
  OptionResult,
  OwnedDetail,
  RentedDetail,
  Remark,
} from '../../src/engine/result.ts'

const MONTHS = 36
const DISCOUNT_PER_MONTH = 1.09 ** (1 / 12) - 1
const TODAY = 2_000_000

const GROUPS: Record<LineId, LineGroup> = {
  'tokens-plain': 'family',
  'tokens-read': 'family',
  'tokens-write': 'family',
  'tokens-out': 'family',
  'call-fees': 'family',
  'cache-storage': 'family',
  'commitment-top-up': 'family',
  support: 'platform',
  compute: 'family',
  'commitment-tail': 'family',
  platform: 'platform',
  licences: 'platform',
  people: 'people',
  'one-off': 'one-off',
  provisioned: 'family',
  dedicated: 'family',
  capital: 'family',
  energy: 'platform',
  site: 'platform',
  maintenance: 'platform',
  insurance: 'platform',
  'bridge-rent': 'family',
  'model-swap': 'one-off',
  exit: 'one-off',
  'api-usage': 'api',
  'api-people': 'people',
}

const months = Array.from({ length: MONTHS }, (_, month) => month)
const factors = months.map((month) => (1 + DISCOUNT_PER_MONTH) ** -month)
const annuity = factors.reduce((sum, factor) => sum + factor, 0)
const present = (series: readonly number[]) => series.reduce((sum, amount, month) => sum + amount * (factors[month] ?? 0), 0)
const levelise = (series: readonly number[]) => present(series) / annuity

/** A line of `usd` in month 0 that changes by `path` a year; `one-off` falls in month 0 only. */
const line = (id: LineId, usd: number, path = 0): CostLine => {
  const monthly = months.map((month) => (id === 'one-off' ? (month === 0 ? usd : 0) : usd * (1 + path) ** (month / 12)))
  return { id, group: GROUPS[id], monthly, levelised: levelise(monthly) }
}

interface OptionSeed {
  id: string
  kind: OptionKind
  name: string
  subtitle: string
  modelName: string
  lines: readonly CostLine[]
  considered?: boolean
  /** of one that is not considered */
  apart?: ApartReason | null
  quality?: OptionQuality
  findings?: readonly RuleFinding[]
  barredBy?: RuleId | null
  ttft?: number | null
  oldestPrice?: string | null
  warnings?: readonly Remark[]
  api?: ApiDetail | null
  rented?: RentedDetail | null
  owned?: OwnedDetail | null
  hybrid?: HybridDetail | null
}

/** One possible option whose totals follow from its lines. */
export const sampleOption = (seed: OptionSeed): OptionResult => {
  const monthly = months.map((month) => seed.lines.reduce((sum, { monthly: series }) => sum + (series[month] ?? 0), 0))
  const levelised = levelise(monthly)
  return {
    id: seed.id,
    kind: seed.kind,
    modelId: seed.modelName.toLowerCase().replaceAll(/[^a-z0-9.]+/g, '-'),
    modelName: seed.modelName,
    name: seed.name,
    subtitle: seed.subtitle,
    status: 'possible',
    considered: seed.considered ?? true,
    apart: (seed.considered ?? true) ? null : (seed.apart ?? 'not-listed'),
    quality: seed.quality ?? { standing: 'no-floor', score: null, difference: null, text: null },
    findings: seed.findings ?? [],
    barredBy: seed.barredBy ?? null,
    tokens: null,
    reasons: [],
    warnings: seed.warnings ?? [],
    levelised,
    lines: seed.lines,
    monthly,
    presentValue: present(monthly),
    total: monthly.reduce((sum, amount) => sum + amount, 0),
    oneOff: seed.lines.filter(({ id }) => id === 'one-off').reduce((sum, { monthly: series }) => sum + (series[0] ?? 0), 0),
    usdPerRequest: levelised / TODAY,
    usdPerMTok: (levelised / TODAY / 2800) * 1e6,
    usdPerAccepted: null,
    ttft95Seconds: seed.ttft === undefined ? 0.9 : seed.ttft,
    oldestPrice: seed.oldestPrice === undefined ? '2026-09-14' : seed.oldestPrice,
    api: seed.api ?? null,
    rented: seed.rented ?? null,
    owned: seed.owned ?? null,
    hybrid: seed.hybrid ?? null,
    cash: monthly,
    profitAndLoss: monthly,
    valueAtEnd: 0,
    energy: null,
  }
}

/** An option that is not possible, with its reason and the nearest change that works. */
export const sampleImpossible = (seed: Omit<OptionSeed, 'lines'>, reason: Remark): OptionResult => ({
  ...sampleOption({ ...seed, lines: [] }),
  status: 'not-possible',
  reasons: [reason],
  levelised: null,
  monthly: [],
  presentValue: null,
  total: null,
  oneOff: null,
  usdPerRequest: null,
  usdPerMTok: null,
  ttft95Seconds: null,
})

const api = (id: string, name: string, provider: string, kind: OptionKind, tokens: number, over: Partial<OptionSeed> = {}): OptionResult =>
  sampleOption({
    id,
    kind,
    name,
    subtitle: kind === 'api-open' ? `${provider}, hosted open model` : 'Proprietary API',
    modelName: name.split(/ (?:on|at) /)[0] ?? name,
    lines: [
      line('tokens-plain', tokens * 0.42),
      line('tokens-read', tokens * 0.08),
      line('tokens-out', tokens * 0.5),
      line('people', 1980, 0.03),
      line('one-off', 6000),
    ],
    api: {
      provisioned: null,
      offerId: id,
      providerId: provider.toLowerCase(),
      providerName: provider,
      currency: 'USD',
      channel: 'first-party',
      usdPerMTokBlended: (tokens / TODAY / 2800) * 1e6,
    },
    ...over,
  })

interface RentedSeed {
  id: string
  model: string
  gpu: string
  gpus: number
  provider: string
  compute: number
  platform: number
  people: number
  oneOff: number
  evidence?: RentedDetail['serving']['evidence']
}

const rented = (seed: RentedSeed): OptionResult =>
  sampleOption({
    id: seed.id,
    kind: 'rented',
    name: `${seed.model} on ${seed.gpus} ${seed.gpu}`,
    subtitle: `${seed.provider}, 1-year, always on`,
    modelName: seed.model,
    ttft: 1.37,
    oldestPrice: '2026-08-30',
    lines: [
      line('compute', seed.compute),
      line('platform', seed.platform),
      line('people', seed.people, 0.03),
      line('one-off', seed.oneOff),
    ],
    rented: {
      gpuId: seed.gpu.toLowerCase(),
      gpuName: seed.gpu,
      serving: {
        layout: {
          gpusPerReplica: 2,
          tensorParallel: 2,
          dataParallel: 1,
          expertParallel: false,
          precision: 'fp8',
          engine: 'vllm',
        },
        concurrency: 92,
        memoryConcurrency: 210,
        tpotSeconds: 0.024,
        tpot95Seconds: 0.038,
        ttftSeconds: 0.61,
        ttft95Seconds: 1.37,
        requestsPerSecond: 8.1,
        outputTokensPerSecondPerGpu: 1200,
        binds: 'tpot',
        evidence: seed.evidence ?? 'modelled',
        speed: { cell: 'same-gpu', low: 0.79, high: 1.16 },
      },
      policy: 'always-on',
      offerId: `${seed.provider.toLowerCase()}-${seed.gpu.toLowerCase()}`,
      provider: seed.provider,
      country: 'DE',
      region: null,
      plan: [{ instances: 2, termMonths: 12, estimated: false, spot: false, usdPerGpuHour: 2.69, monthsSigned: [0, 12, 24] }],
      usdPerGpuHour: 2.69,
      termMonths: 12,
      gpusPerInstance: 2,
      peakReplicas: seed.gpus / 2 - 1,
      spareReplicas: 1,
      instances: seed.gpus / 2,
      gpus: seed.gpus,
      replicaHoursPerMonth: (730 * seed.gpus) / 2,
      utilisation: 0.27,
    },
  })

const apiAt = (tokens: number) => (requests: number) => 1980 * 1.045 + 193 + (tokens * requests) / TODAY
const CAPACITY = 3_000_000
const instancesAt = (requests: number) => Math.ceil(requests / CAPACITY) + 1
const rentedAt = (perInstance: number, fixed: number) => (requests: number) => fixed + perInstance * instancesAt(requests)

/** The whole comparison; `over` replaces parts of it. */
export const sampleComparison = (over: Partial<Comparison> = {}): Comparison => {
  const best = api('gemini-3.8-flash', 'Gemini 3.8 Flash', 'Google', 'api-proprietary', 7_180)
  const own = rented({
    id: 'qwen3.8-27b-h100',
    model: 'Qwen3.8-27B',
    gpu: 'H100',
    gpus: 4,
    provider: 'Civo',
    compute: 7_855,
    platform: 1_178,
    people: 5_230,
    oneOff: 36_000,
    evidence: 'measured',
  })
  const options: OptionResult[] = [
    api('gpt-6.2-sol', 'GPT-6.2 Sol', 'OpenAI', 'api-proprietary', 19_150),
    best,
    api('claude-sonnet-5.5', 'Claude Sonnet 5.5', 'Anthropic', 'api-proprietary', 24_900, { ttft: 1.02 }),
    api('mistral-medium-4', 'Mistral Medium 4', 'Mistral', 'api-proprietary', 11_420, { ttft: null }),
    api('grok-5', 'Grok 5', 'xAI', 'api-proprietary', 31_800),
    api('nova-pro-2', 'Nova Pro 2', 'Amazon', 'api-proprietary', 13_900, { considered: false }),
    api('glm-5.3-bedrock', 'GLM-5.3 on Bedrock', 'Amazon', 'api-open', 14_930),
    api('qwen3.8-27b-together', 'Qwen3.8-27B on Together', 'Together', 'api-open', 8_440),
    api('deepseek-v4.1-mistral', 'DeepSeek V4.1 Flash at Mistral', 'Mistral', 'api-open', 9_960, { oldestPrice: null }),
    api('gpt-oss-240b-groq', 'gpt-oss-240b on Groq', 'Groq', 'api-open', 16_300, { ttft: 0.41 }),
    own,
    rented({
      id: 'qwen3.8-27b-l40s',
      model: 'Qwen3.8-27B',
      gpu: 'L40S',
      gpus: 8,
      provider: 'Nebius',
      compute: 9_200,
      platform: 1_380,
      people: 5_230,
      oneOff: 36_000,
    }),
    rented({
      id: 'glm-5.2-h200',
      model: 'GLM-5.2',
      gpu: 'H200',
      gpus: 16,
      provider: 'Lambda',
      compute: 21_700,
      platform: 3_255,
      people: 7_100,
      oneOff: 42_000,
    }),
    rented({
      id: 'gpt-oss-240b-h200',
      model: 'gpt-oss-240b',
      gpu: 'H200',
      gpus: 4,
      provider: 'Hyperstack',
      compute: 11_300,
      platform: 1_695,
      people: 5_230,
      oneOff: 36_000,
    }),
    rented({
      id: 'deepseek-v4-pro-b200',
      model: 'DeepSeek-V4-Pro',
      gpu: 'B200',
      gpus: 16,
      provider: 'CoreWeave',
      compute: 76_900,
      platform: 9_100,
      people: 8_200,
      oneOff: 48_000,
      evidence: 'extrapolated',
    }),
    rented({
      id: 'llama-5-70b-h100',
      model: 'Llama 5 70B',
      gpu: 'H100',
      gpus: 8,
      provider: 'Civo',
      compute: 15_710,
      platform: 2_356,
      people: 6_100,
      oneOff: 36_000,
    }),
    sampleImpossible(
      {
        id: 'qwen3.8-2.4t-h200',
        kind: 'rented',
        name: 'Qwen3.8-2.4T on 8 H200',
        subtitle: 'Rented GPUs',
        modelName: 'Qwen3.8-2.4T',
        oldestPrice: null,
      },
      {
        code: 'weights-do-not-fit',
        text: 'Weights need 2.4 TB, 8 H200 hold 1.0 TB.',
        facts: [
          { label: 'Weights at FP8', value: '2.4 TB' },
          { label: 'Memory of 8 H200, usable', value: '1.0 TB' },
        ],
        nearest: 'Possible on 16 B200, about $83,000 a month.',
      },
    ),
    sampleImpossible(
      { id: 'kimi-k3-l40s', kind: 'rented', name: 'Kimi K3 on 8 L40S', subtitle: 'Rented GPUs', modelName: 'Kimi K3', oldestPrice: null },
      { code: 'ttft-target', text: 'First token takes 4.1 s at best, the target is 2.0 s.', facts: [], nearest: null },
    ),
  ]
  const possible = options.filter((option) => option.considered && option.levelised !== null)
  const ranking = possible.toSorted((a, b) => (a.levelised ?? 0) - (b.levelised ?? 0) || a.id.localeCompare(b.id)).map(({ id }) => id)

  const perInstance = (7_855 + 1_178) / 2
  const fixed = (own.levelised ?? 0) - perInstance * 2
  const curves: [string, (requests: number) => number][] = [
    [best.id, apiAt(7_180)],
    ['gpt-6.2-sol', apiAt(19_150)],
    ['qwen3.8-27b-together', apiAt(8_440)],
    [own.id, rentedAt(perInstance, fixed)],
  ]
  const requests = Array.from({ length: 401 }, (_, step) => TODAY * 10 ** (-2 + step / 100))
  const bestApi = apiAt(7_180)
  const bestOwn = rentedAt(perInstance, fixed)
  const base = apiAt(0)(1)
  const lineAt = (instances: number) => ((fixed + perInstance * instances - base) * TODAY) / 7_180
  const crossings = [2, 3, 4, 5, 6].flatMap((instances) => {
    const from = (instances - 2) * CAPACITY
    const to = (instances - 1) * CAPACITY
    const at = lineAt(instances)
    const back = bestOwn(to) < bestApi(to) && rentedAt(perInstance, fixed)(to * 1.000001) > bestApi(to)
    return [
      ...(at > from && at < to
        ? [{ requests: at, kind: 'line' as const, cheaperBefore: 'api' as const, cheaperAfter: 'self-hosted' as const }]
        : []),
      ...(back ? [{ requests: to, kind: 'step' as const, cheaperBefore: 'self-hosted' as const, cheaperAfter: 'api' as const }] : []),
    ]
  })
  const lastCrossing = crossings.at(-1)?.requests ?? null

  return {
    dataVersion: '2026-11-20',
    asOf: '2026-11-23',
    months: MONTHS,
    startMonth: '2026-12',
    monthLabels: months.map((month) => `${2026 + Math.floor((month + 11) / 12)}-${String(((month + 11) % 12) + 1).padStart(2, '0')}`),
    requests: TODAY,
    units: { requests: TODAY, tokens: TODAY * 2800 },
    options,
    ranking,
    verdict: {
      kind: 'api-cheaper',
      bestApiId: best.id,
      bestSelfHostedId: own.id,
      bestHybridId: null,
      difference: (own.levelised ?? 0) - (best.levelised ?? 0),
      switchRequests: crossings[0]?.requests ?? null,
      usedTodayId: 'gpt-6.2-sol',
      barredBy: null,
      apart: {
        'not-listed': options.filter(({ apart }) => apart !== null).length,
        offer: 0,
        rule: 0,
        weaker: 0,
        contested: 0,
        'unknown-quality': 0,
      },
      onlyVerified: null,
    },
    volume: {
      requests,
      series: curves.map(([optionId, at]) => ({
        optionId,
        side: optionId === own.id ? ('self-hosted' as const) : ('api' as const),
        usdPerMonth: requests.map(at),
      })),
      crossings,
      staysCheaperFrom: lastCrossing,
      // up to 3M requests the fleet costs the same, so the line of today's option meets it where it has risen to that
      againstToday: {
        optionId: 'gpt-6.2-sol',
        crossings: [
          {
            requests: ((bestOwn(TODAY) - base) * TODAY) / 19_150,
            kind: 'line',
            cheaperBefore: 'api',
            cheaperAfter: 'self-hosted',
          },
        ],
      },
      fleets: requests.map((volume) => ({ optionId: own.id, gpus: 2 * instancesAt(volume) })),
      selfHostedWins: crossings
        .filter(({ cheaperAfter }) => cheaperAfter === 'self-hosted')
        .map(({ requests: from }) => ({ from, to: crossings.find((next) => next.requests > from)?.requests ?? TODAY * 100 })),
      exact: true,
    },
    weeks: [],
    paybackMonth: null,
    utilisation: null,
    evidence: [
      { label: 'Requests', basis: 'yours', path: 'workloads.0.requestsPerMonth', source: null, optionId: best.id },
      { label: 'Price of input', basis: 'quoted', path: null, source: 'google', optionId: best.id },
      { label: 'Price per GPU-hour', basis: 'quoted', path: null, source: 'civo', optionId: own.id },
      { label: 'Salary', basis: 'assumed', path: 'staffUsdPerYear', source: null, optionId: own.id },
    ],
    basisCounts: { measured: 18, quoted: 21, estimated: 5, assumed: 6, yours: 3 },
    oldestPrice: { date: '2026-08-30', label: 'Civo, H100, 1-year', ageDays: 85 },
    reach: {
      here: 'US',
      wanted: null,
      offers: 310,
      gpus: 10,
      offersHere: 71,
      noCountry: 190,
      chinese: 4,
      outsideChina: 0,
      nearest: null,
      unsized: [],
    },
    verbosityCheck: [],
    judgingUsdPerRequest: null,
    notCounted: [
      'Your application: search index, embeddings, user interface; the same for every option',
      'Migration: rewriting prompts when the model changes, beyond the evaluation days entered',
      'Being wrong: what a worse answer costs your staff, unless you enter review time',
      'Downtime: no service credit and no loss of work is priced',
      'Value-added tax and withholding tax',
    ],
    quality: {
      yardstick: 'lmarena_text_style_control',
      yardstickName: 'LMArena text, style control',
      unit: 'Arena score',
      measures: 'Which of two answers people prefer',
      floor: null,
      floorModelId: null,
      band: null,
      bandWhy: 'Nothing is published',
      sources: {},
      pareto: [],
    },
    floorWanted: null,
    rulesInForce: [],
    ...over,
  }
}

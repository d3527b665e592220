/** Examples of rented GPUs, and of the volume or use at which they meet an API or a server of one's own. */
import type { Reading } from './reading.ts'

const perMTok = (usdPerHour: number, tokensPerSecond: number): string => `${usdPerHour} / (${tokensPerSecond} * 3600 / 1000000)`

export const RENTED_READINGS: readonly Reading[] = [
  {
    id: 'llmtco-2-rented',
    title: 'A rented GPU at 30 % utilisation',
    rows: (x, p, g) => [
      {
        what: 'As published, USD a month',
        published: p('monthly_usd'),
        ours: g('as_published'),
        sum: `${x('gpu_usd_per_h')} * ${x('hours_per_month')} * ${x('utilization')}`,
      },
      {
        what: 'Right: always on, USD a month',
        published: null,
        ours: g('if_gpu_is_billed_24x7'),
        sum: `${x('gpu_usd_per_h')} * ${x('hours_per_month')}`,
      },
    ],
    wrongMethod:
      'The bill is multiplied by utilisation, although the page itself says that a GPU bills whether or not it is busy. So the emptier the GPU, the cheaper it looks.',
    right:
      '1,095.00 USD a month. 328.50 USD holds only if the machine is switched off for 70 % of the hours; then it is a share of hours, not of use.',
  },
  {
    id: 'llmtco-4-breakeven',
    title: 'The volume at which 320 USD a month meets an API',
    rows: (x, p, g) => [
      {
        what: 'Break-even, MTok a month',
        published: p('break_even_M_tokens'),
        ours: g('break_even_M_tokens'),
        sum: `${x('self_host_monthly_usd')} / ${x('blended_usd_per_M')}`,
      },
    ],
    mind: 'There is no check that one GPU can serve that volume. Crossover’s fleets grow with volume.',
  },
  {
    id: 'forg-default',
    title: 'Two A100 against an API at 0.45 USD per MTok',
    rows: (x, p, g) => [
      { what: 'API at 100 MTok, USD a month', published: p('api'), ours: g('api'), sum: `${x('volume_M')} * ${x('api_usd_per_M')}` },
      { what: 'Own, USD per MTok at 100 MTok', published: p('per_M'), ours: g('per_M'), sum: `${x('usd_month')} / ${x('volume_M')}` },
      {
        what: 'Break-even, MTok a month',
        published: p('break_even_M'),
        ours: g('break_even_M'),
        sum: `${x('usd_month')} / ${x('api_usd_per_M')}`,
      },
      {
        what: 'Machines that this volume needs',
        published: null,
        ours: g('replicas_at_break_even'),
        sum: `ceil(${x('usd_month')} / ${x('api_usd_per_M')} / ${x('capacity_M')})`,
      },
      {
        what: 'Right: USD per MTok of a full machine',
        published: null,
        ours: g('cheapest_possible_per_M'),
        sum: `${x('usd_month')} / ${x('capacity_M')}`,
      },
    ],
    wrongMethod: 'The break-even is 64 times what the tool itself says the machine can serve.',
    right:
      'Never. A machine that is full around the clock costs 28.95 USD per MTok against 0.45, and 65 machines cost 65 times as much: the engine finds no crossing once the fleet grows with volume. The capacity is too small besides: 80 tokens a second from two A100 is one request at a time; serving many at once gives far more.',
  },
  {
    id: 'peakinfer-h100',
    title: 'USD per million tokens on five machines',
    rows: (x, p, g) =>
      (x.raw('rows') as [string, number, number][]).map(([name, usd, speed], row) => ({
        what: `${name.replaceAll('_', ' ')}, USD per MTok`,
        published: p('usd_per_M', row),
        ours: g('usd_per_M', row),
        sum: perMTok(usd, speed),
      })),
    right: 'The printed figures are about 100 times too low: 2.50 USD an hour at 50 tokens a second is 13.89 USD per MTok, not 0.14.',
  },
  {
    id: 'gpuadvisor-table',
    title: 'USD per million output tokens on thirteen machines',
    rows: (x, p, g) =>
      (x.raw('rows') as [string, number, number][]).map(([name, usd, speed], row) => ({
        what: `${name}, USD per MTok`,
        published: p('usd_per_M', row),
        ours: g('usd_per_M', row),
        sum: perMTok(usd, speed),
      })),
    mind: 'Output only, so reading the prompt is free; 16 requests at a time is far below what these machines carry; and they are full around the clock.',
  },
  {
    id: 'kshirol-70b',
    title: 'Llama 3 70B on four H100 against 10 USD per MTok',
    rows: (x, p, g) => [
      {
        what: 'On demand, USD per MTok',
        published: p('usd_per_M_od'),
        ours: g('usd_per_M_od'),
        sum: perMTok(x('usd_od'), x('tok_s_per_gpu')),
      },
      {
        what: 'Reserved, USD per MTok',
        published: p('usd_per_M_res'),
        ours: g('usd_per_M_res'),
        sum: perMTok(x('usd_res'), x('tok_s_per_gpu')),
      },
      { what: 'USD a month of 720 h', published: p('month'), ours: g('month_720h'), sum: `${x('gpus')} * ${x('usd_res')} * 720` },
      {
        what: 'Capacity, billion tokens a month of 730 h',
        published: p('capacity_B'),
        ours: g('capacity_B'),
        sum: `${x('gpus')} * ${x('tok_s_per_gpu')} * 3600 * 730 / 1000000000`,
      },
      {
        what: 'Break-even, MTok a month',
        published: p('break_even_M', 0),
        ours: g('break_even_M'),
        sum: `${x('gpus')} * ${x('usd_res')} * 720 / ${x('api_usd_per_M')}`,
      },
    ],
    right:
      '460.8 MTok a month, a thousand times the 0.46 MTok published. The further values (1.5 and 4.6 at lower utilisation) have no meaning: a bill that is fixed meets the API at one volume, however full the machine is. The page also mixes months of 720 and 730 hours.',
  },
  {
    id: 'uptime-33pct',
    title: 'From which utilisation own servers beat the cloud',
    rows: (x, p, g) => [
      { what: 'At full use, USD per unit-hour', published: null, ours: g('full_rate'), sum: `${x('dedicated_at_8pct')} * 0.08` },
      {
        what: 'Break-even utilisation, %',
        published: p('break_even_util_pct'),
        ours: g('break_even_pct'),
        sum: `${x('dedicated_at_8pct')} * 0.08 / ${x('cloud_usd_per_unit_h')} * 100`,
        within: { relative: 0.1, why: 'the printed prices are rounded; 33 % stands for 22 USD at full use instead of 20' },
      },
      {
        what: 'Cheaper at 40 %, %',
        published: 25,
        ours: g('at_40_pct'),
        sum: `(1 - ${x('dedicated_at_8pct')} * 0.08 / 0.4 / ${x('cloud_usd_per_unit_h')}) * 100`,
        within: { absolute: 1, why: 'rounded prices' },
      },
      {
        what: 'Dearer at 8 %, %',
        published: 300,
        ours: g('at_8_pct'),
        sum: `(${x('dedicated_at_8pct')} / ${x('cloud_usd_per_unit_h')} - 1) * 100`,
        within: { relative: 0.1, why: '“about”' },
      },
    ],
    mind: 'Their utilisation is an average over a cluster. Crossover shows it for every fleet.',
  },
  {
    id: 'alphaone-16h-cluster',
    title: 'Eight H100 for 16 hours a day, with what the cloud adds',
    rows: (x, p, g) => {
      const compute = `${x('gpus')} * ${x('hours_per_day')} / 24 * 730 * ${x('usd_per_gpu_h')}`
      const total = `${compute} * (1 + ${x('managed_pct')} / 100) + ${x('storage')} + ${x('egress')}`
      return [
        { what: 'Compute, USD a month', published: p('compute_month'), ours: g('compute_month'), sum: compute },
        { what: 'Everything, USD a month', published: p('total_month'), ours: g('total_month'), sum: total },
        { what: 'Everything, USD a year', published: p('total_year'), ours: g('total_year'), sum: `(${total}) * 12` },
      ]
    },
    right:
      'Compute is about three times too high. Eight GPUs for 16 of 24 hours are 3,893 GPU-hours a month, 12,069 USD; with storage, egress and the 10 % for management 19,826 USD a month, 237,915 USD a year.',
  },
  {
    id: 'spheron-h100-month',
    title: 'A month of one H100 at four prices',
    rows: (x, p, g) => [
      ...(x.raw('usd_per_gpu_h') as number[]).map((price, row) => ({
        what: `At ${price} an hour, USD a month`,
        published: p('month', row),
        ours: g('month', row),
        sum: `${price} * ${x('hours')}`,
      })),
      { what: 'Dearest ÷ cheapest', published: p('spread'), ours: g('spread'), sum: `${x('usd_per_gpu_h', 3)} / ${x('usd_per_gpu_h', 0)}` },
    ],
  },
  {
    id: 'lenovo-2026-token',
    title: 'Cost per million tokens, own servers against API and cloud',
    rows: (_, p, g) => [
      { what: 'API ÷ own, small model', published: p('ratio'), ours: g('ratio'), sum: `${p('small_api')} / ${p('small_onprem')}` },
      {
        what: 'Saved on cloud, large model, %',
        published: p('saving_pct'),
        ours: g('saving_pct'),
        sum: `(1 - ${p('large_onprem')} / ${p('large_cloud')}) * 100`,
      },
      {
        what: 'Use below which the API is cheaper, %',
        published: null,
        ours: g('least_work_pct'),
        sum: `${p('small_onprem')} / ${p('small_api')} * 100`,
      },
    ],
    mind: 'Only the ratios can be checked: tokens a second and hours of use behind the prices are not in the public copy. The 18 times compares an open model on servers that are always full with the price of a commercial API, not the same model; at 5.5 % use the advantage is gone.',
  },
  {
    id: 'curcio-lcoai',
    title: 'From how many inferences a year Llama 2 13B of one’s own pays',
    rows: (x, p, g) => [
      {
        what: 'Own, USD a year at 10 million',
        published: null,
        ours: g('self_total_year'),
        sum: `${p('usd_per_1k', 'self-hosted LLaMA-2-13B')} * ${x('inferences')} / 1000`,
      },
      {
        what: 'Parity with GPT-4.1 if all of it is fixed, millions',
        published: null,
        ours: g('parity_vs_gpt41_M'),
        sum: `${p('usd_per_1k', 'self-hosted LLaMA-2-13B')} * ${x('inferences')} / 1000 / ${p('usd_per_1k', 'GPT-4.1 API')} / 1000`,
      },
      {
        what: 'Parity with Claude Haiku if all of it is fixed, millions',
        published: null,
        ours: g('parity_vs_haiku_M'),
        sum: `${p('usd_per_1k', 'self-hosted LLaMA-2-13B')} * ${x('inferences')} / 1000 / ${p('usd_per_1k', 'Claude Haiku API')} / 1000`,
      },
    ],
    notExpressible:
      'How much of the 24.8 USD per thousand is fixed is not in the public copy, so “parity at 30 to 40 million” cannot be computed.',
    right:
      'What can be said: it cannot hold for both APIs. Parity with GPT-4.1 at 30 million needs a variable part of (15 × 30,000 − 248,000) ÷ (30,000 − 10,000) = 10.1 USD per thousand, at 40 million 11.7: more than Claude Haiku’s 9.8, which would then never be passed. Parity with Haiku there needs 2.3 to 4.8, and GPT-4.1 is passed at 18 to 20 million already.',
  },
  {
    id: 'patil-concurrency',
    title: 'Cost per token at one request a second and at saturation',
    rows: (_, p, g) => [
      {
        what: 'Mixtral at saturation, USD per MTok',
        published: null,
        ours: g('mixtral_saturated'),
        sum: `${p('usd_per_M_output_range', 1)} / ${p('penalty_at_1rps', 'Mixtral FP16')}`,
      },
      {
        what: 'Dearest ÷ cheapest',
        published: null,
        ours: g('spread'),
        sum: `${p('usd_per_M_output_range', 1)} / ${p('usd_per_M_output_range', 0)}`,
      },
    ],
    notExpressible: 'The hourly price of the GPU and the lengths of the requests are not in the public copy.',
    right:
      'Its law is the engine’s: a machine that bills by the hour costs (cost when full) ÷ (share of full work). If the dearest figure is Mixtral’s at one request a second, 17.5 times slower than full, the full machine costs 0.87 USD per MTok.',
  },
  {
    id: 'semianalysis-mtp',
    title: 'DeepSeek R1 without and with multi-token prediction',
    source: 'SemiAnalysis, InferenceX v2 article, DeepSeek-R1-0528 FP4 on Dynamo TensorRT-LLM',
    rows: () => [],
    notExpressible:
      'Neither hourly price nor tokens a second are printed, and prefill and decode run on separate machines, which the serving model does not know. The two costs alone say 0.251 ÷ 0.057 = 4.4 times.',
  },
]

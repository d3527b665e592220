/** Examples of bought hardware. */
import type { Reading, Values } from './reading.ts'

const CMU_WITHIN = { relative: 0.01, absolute: 0.05, why: 'their inputs are rounded: 1 % or 0.05 month' }

const cmu = (id: string, model: string): Reading => ({
  id,
  title: `Months until a server for ${model} has paid for itself`,
  rows: (x, p, g) => {
    const tokens = `${x('throughput_tok_per_s')} * ${x('hours_used_for_capacity')} * 3600 / 1000000`
    return [
      { what: 'Capacity, MTok a month', published: p('capacity_M_tokens_per_month'), ours: g('capacity_M'), sum: tokens },
      ...Object.entries(x.raw('api_prices_in_out') as Record<string, [number, number]>).map(([api, [priceIn, priceOut]]) => ({
        what: `Against ${api}, months`,
        published: p('break_even_months', api),
        ours: g('per_api', api, 'recomputed_months'),
        sum: `${x('gpus')} * ${x('gpu_price_usd')} / (${tokens} * (${priceIn} + 2 * ${priceOut}) / 3 - ${x('gpus')} * ${x('gpu_power_kW')} * 160 * ${x('electricity_usd_per_kWh')})`,
        within: CMU_WITHIN,
      })),
    ]
  },
  right:
    'Against Gemini 2.5 Pro the months are those against GPT-5: their Table I has the same prices for both, yet Table IV has about 9 % fewer months. The other cells are reproduced. All of them take a server that is full in office hours, two thirds output, without people, cooling, host, network or interest; capacity is that of 176 hours, electricity that of 160.',
})

const lenovo = (x: Values): string => `${x('capex_usd')} / (${x('cloud_usd_per_h')} - ${x('onprem_usd_per_h')})`

export const OWNED_READINGS: readonly Reading[] = [
  cmu('cmu-kimi-k2', 'Kimi K2'),
  cmu('cmu-glm-4.5-air', 'GLM-4.5 Air'),
  cmu('cmu-llama-3.3-70b', 'Llama 3.3 70B'),
  cmu('cmu-exaone-4.0-32b', 'EXAONE 4.0 32B'),
  cmu('cmu-magistral-small', 'Magistral Small'),
  {
    id: 'lenovo-2025-ondemand',
    title: 'Eight H100 bought, against the cloud on demand',
    rows: (x, p, g) => [
      { what: 'Break-even, hours', published: p('break_even_h'), ours: g('break_even_h'), sum: lenovo(x) },
      { what: 'Break-even, months of 720 h', published: p('months'), ours: g('months_720'), sum: `${lenovo(x)} / 720` },
    ],
    mind: 'Every hour counts as worked. Network, building and operation are left out, as its abstract says. Months of 730 hours make it 11.7.',
  },
  {
    id: 'lenovo-2025-postcut',
    title: 'The same server after the cloud’s price cut',
    rows: (x, p, g) => [
      {
        what: 'Break-even, hours',
        published: p('break_even_h'),
        ours: g('break_even_h'),
        sum: lenovo(x),
        within: { relative: 0.001, why: 'the cloud’s price is rounded' },
      },
      {
        what: 'At 24 h a day, years',
        published: p('at_24h_years'),
        ours: g('at_24h_years'),
        sum: `${lenovo(x)} / (24 * 365)`,
        within: { absolute: 0.1, why: 'cut off, not rounded' },
      },
      { what: 'At 16 h a day, years', published: p('at_16h_per_day_years'), ours: g('at_16h_years'), sum: `${lenovo(x)} / (16 * 365)` },
      { what: 'At 12 h a day, years', published: p('at_12h_per_day_years'), ours: g('at_12h_years'), sum: `${lenovo(x)} / (12 * 365)` },
    ],
    right:
      'The hours stand, the rows for part of the day do not: the same 25,951 hours take 4.4 years at 16 hours a day and 5.9 at 12, not 3.6 and 4.8. The price cut alone moves break-even from 12 months to 36: prices need dates.',
  },
  {
    id: 'alphaone-5yr-tco',
    title: 'Five years of one node with eight H100',
    rows: (x, p, g) => {
      const running = (maintenance: number): string =>
        `${x('power_usd_per_h')} * ${x('hours')} + ${maintenance} + ${x('staff')} + ${x('network')}`
      return [
        { what: 'First year, USD', published: p('annual', 0), ours: g('year1'), sum: `${x('hardware')} + ${running(x('maintenance', 0))}` },
        { what: 'Each later year, USD', published: p('annual', 1), ours: g('years2_5'), sum: running(x('maintenance', 1)) },
        {
          what: 'Five years, USD',
          published: p('cumulative_5y'),
          ours: g('cum5'),
          sum: `${x('hardware')} + ${running(x('maintenance', 0))} + 4 * (${running(x('maintenance', 1))})`,
          within: { absolute: 1, why: 'the sum of rounded years' },
        },
      ]
    },
    mind: 'The sums hold, the inputs do not belong together: 0.87 USD an hour is from a study whose server costs 833,806 USD, not 250,000, and it includes maintenance, which is added again.',
  },
  {
    id: 'alphaone-power',
    title: 'A year of electricity for eight H100',
    rows: (x, p, g) => {
      const kwh = `${x('gpus')} * ${x('kW')} * ${x('pue')} * ${x('hours')}`
      return [
        { what: 'At 0.10 USD a kWh, USD a year', published: p('annual_usd'), ours: g('annual_usd'), sum: `${kwh} * ${x('usd_per_kWh')}` },
        { what: 'At 0.05, USD a year', published: p('at_0_05'), ours: g('at_0_05'), sum: `${kwh} * 0.05` },
        { what: 'At 0.15, USD a year', published: p('at_0_15'), ours: g('at_0_15'), sum: `${kwh} * 0.15` },
        {
          what: 'At 0.10, USD an hour',
          published: null,
          ours: g('usd_per_h'),
          sum: `${x('gpus')} * ${x('kW')} * ${x('pue')} * ${x('usd_per_kWh')}`,
        },
      ]
    },
    right:
      'Its own formula gives 6,868 USD a year, a fifth of the 33,600 published. The same document says 0.784 USD an hour elsewhere, which is the 6,868.',
  },
  {
    id: 'alphaone-macrs',
    title: 'Tax depreciation of 250,000 USD over six tax years',
    rows: () => [],
    notExpressible:
      'The engine counts no income tax. Its depreciation is the capital charge, or a straight line in the profit-and-loss view. By hand the table is right: 20 + 32 + 19.2 + 11.52 + 11.52 + 5.76 = 100 %, and 250,000 × 20 % = 50,000.',
  },
  {
    id: 'nvidia-tco-formula',
    title: 'A server’s yearly cost by the seller’s rule',
    rows: (_, _p, g) => [
      {
        what: 'USD a year',
        published: 'price ÷ years + software + hosting',
        ours: g('test_case', 'yearly'),
        sum: '320000 / 4 + 36000 + 3000',
        agrees: true,
      },
      { what: 'USD an hour', published: null, ours: g('test_case', 'per_hour'), sum: '(320000 / 4 + 36000 + 3000) / 8760' },
    ],
    mind: 'A rule without numbers; the numbers are ours, to run it. It is the engine’s capital charge at no interest and without residual value. It has no people, no interest and no idle time.',
  },
  {
    id: 'calculatorlib-tco',
    title: 'A server for 120,000 USD against 6,000 USD a month',
    rows: (x, p, g) => [
      { what: 'Own, USD a month', published: p('onprem'), ours: g('onprem'), sum: `${x('capex')} / ${x('months')} + ${x('opex')}` },
      {
        what: 'Cheaper by, USD a month',
        published: p('diff'),
        ours: g('diff'),
        sum: `${x('cloud')} - ${x('capex')} / ${x('months')} - ${x('opex')}`,
      },
      { what: 'Own, USD in all', published: p('total_on'), ours: g('total_on'), sum: `${x('capex')} + ${x('months')} * ${x('opex')}` },
      { what: 'Cloud, USD in all', published: p('total_cloud'), ours: g('total_cloud'), sum: `${x('months')} * ${x('cloud')}` },
      {
        what: 'Saved by buying, at 8 % a year, USD today',
        published: null,
        ours: g('saved_at_8_percent'),
        sum: `(${x('cloud')} - ${x('opex')}) * (1 - 1.08 ^ (0 - 3)) / (1.08 ^ (1 / 12) - 1) - ${x('capex')}`,
      },
    ],
    mind: 'Without interest. At 8 % a year the same money says the opposite: buying costs 7,900 USD more than it saves.',
  },
  {
    id: 'infotech-50req',
    title: '50 requests a day at home or at an API',
    rows: (x, p, g) => {
      const daily = `${x('req_day')} * (${x('in_tok')} * ${x('price_in')} + ${x('out_tok')} * ${x('price_out')}) / 1000000`
      return [
        { what: 'API, USD a day', published: p('daily'), ours: g('daily'), sum: daily },
        { what: 'API, USD a month', published: p('monthly'), ours: (g('daily') * 365) / 12, sum: `${daily} * 365 / 12` },
        {
          what: 'Pays back after',
          published: String(p.raw('break_even')),
          ours: g.raw('break_even_months') === undefined ? 'never' : 'some time',
          sum: null,
          agrees: false,
        },
      ]
    },
    right:
      'Never. Input and output have different prices, and 500 in with 200 out cost 0.0012 USD, not 700 tokens at the plain mean of both prices. That is 1.83 USD a month, and electricity for the machine at home is 9 USD: each month adds to the loss.',
  },
  {
    id: 'infotech-2000req',
    title: '2,000 requests a day at home or at an API',
    source: 'infotechwithben.com shadow stack, 2000 requests/day',
    rows: (x, p, g) => {
      const daily = `${x('req_day')} * (${x('in_tok')} * ${x('price_in')} + ${x('out_tok')} * ${x('price_out')}) / 1000000`
      return [
        { what: 'API, USD a day', published: p('daily'), ours: g('daily'), sum: daily },
        { what: 'API, USD a month', published: p('monthly'), ours: (g('daily') * 365) / 12, sum: `${daily} * 365 / 12` },
        {
          what: 'Pays back after, months',
          published: p('break_even_months'),
          ours: g('break_even_months'),
          sum: `${x('hardware')} / (${daily} * 365 / 12 - ${x('power_month')})`,
        },
      ]
    },
    right: '2.40 USD a day, 73 USD a month; after 9 USD of electricity the machine has paid for itself in 11.6 months, not 7.',
  },
  {
    id: 'localllama-mi100',
    title: 'A home-built server with four MI100, first year',
    rows: (x, p, g) => {
      const api = `(${x('in_M_day')} * ${x('price_in')} + ${x('out_M_day')} * ${x('price_out')})`
      const power = `${x('kW')} * 24 * ${x('usd_per_kWh')}`
      const within = { relative: 0.005, why: 'the power drawn is rounded to 0.63 kW' }
      return [
        { what: 'API, USD a day', published: p('api_day'), ours: g('api_day'), sum: api },
        { what: 'API, USD a year', published: p('api_year'), ours: g('api_year'), sum: `${api} * 365` },
        { what: 'Electricity, USD a day', published: p('elec_day'), ours: g('elec_day'), sum: power, within },
        {
          what: 'Own, first year, USD',
          published: p('local_year1'),
          ours: g('local_year1'),
          sum: `${x('depreciation_one_off')} + ${power} * 365`,
          within,
        },
        {
          what: 'Saved, USD',
          published: p('saving'),
          ours: g('saving_year'),
          sum: `${api} * 365 - ${x('depreciation_one_off')} - ${power} * 365`,
          within,
        },
      ]
    },
    mind: 'The loss of value is the price paid less what each part would fetch used, which is the right idea of a residual value. The owner’s time is free.',
  },
  {
    id: 'spheron-3yr',
    title: 'A DGX with eight H100 over three years, from a seller of GPU hours',
    rows: (x, _, g) => {
      const total = (end: 0 | 1): string => `${x('hardware', end)} + ${x('staff', end)} + ${x('power')} + ${x('colo', end)}`
      return [
        { what: 'Three years, least, thousand USD', published: null, ours: g('total_k', 0), sum: total(0) },
        { what: 'Three years, most, thousand USD', published: null, ours: g('total_k', 1), sum: total(1) },
        {
          what: 'Least, USD per GPU-hour',
          published: 'never below 2.90',
          ours: g('usd_per_gpu_h', 0),
          sum: `(${total(0)}) * 1000 / (8 * 3 * 8760)`,
          agrees: g('usd_per_gpu_h', 0) > x('cloud_usd_per_gpu_h'),
        },
        { what: 'Most, USD per GPU-hour', published: null, ours: g('usd_per_gpu_h', 1), sum: `(${total(1)}) * 1000 / (8 * 3 * 8760)` },
      ]
    },
    mind: 'It turns on people: half a person is charged to a single server. If that half looks after four, it is (350 + 225 ÷ 4 + 40 + 36) ÷ 210.24 = 2.29 to (450 + 300 ÷ 4 + 40 + 72) ÷ 210.24 = 3.03 USD: a tie.',
  },
  {
    id: 'llmtco-7-vram-int4',
    title: 'Memory for 70 billion parameters at four bits',
    rows: (x, p, g) => [
      {
        what: 'Weights with 20 %, GB',
        published: p('vram_GB'),
        ours: g('vram_GB'),
        sum: `${x('params_B')} * ${x('bytes_per_param')} * ${x('headroom')}`,
      },
      {
        what: 'Left for requests on one GPU of 48 GB, GB',
        published: null,
        ours: g('free_GB'),
        sum: `0.9 * ${x('gpu_GB')} - 1.02 * ${x('params_B')} * ${x('bytes_per_param')} - 2.5`,
      },
    ],
    mind: 'It fits, but a fixed 20 % knows neither users nor context. Of 48 GB an engine is given 90 %; weights and runtime leave 5 GB. A model shaped like Llama 3.3 70B keeps 80 layers × 2 × 8 heads × 128 × 2 bytes = 327,680 bytes a token: 15,000 tokens, three requests of 5,000.',
  },
]

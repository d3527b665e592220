/** Examples of token bills, and of what sellers earn on them. */
import type { Reading } from './reading.ts'

const STRESS = { absolute: 1, why: 'the monthly figure it is scaled from is rounded' }

export const TOKEN_READINGS: readonly Reading[] = [
  {
    id: 'llmtco-1-api',
    title: 'A million tokens in, half a million out',
    rows: (x, p, g) => [
      { what: 'Input, USD', published: p('input_part'), ours: g('input_part'), sum: `1 * ${x('price_in_per_M')}` },
      { what: 'Output, USD', published: p('output_part'), ours: g('output_part'), sum: `0.5 * ${x('price_out_per_M')}` },
      {
        what: 'Bill, USD',
        published: p('api_cost_usd'),
        ours: g('api_cost_usd'),
        sum: `1 * ${x('price_in_per_M')} + 0.5 * ${x('price_out_per_M')}`,
      },
    ],
  },
  {
    id: 'mithril-request',
    title: 'One request at prices per thousand tokens',
    rows: (x, p, g) => {
      const request = `(${x('in_tok')} * ${x('in_per_1k')} + ${x('out_tok')} * ${x('out_per_1k')}) / 1000`
      return [
        { what: 'A request, USD', published: p('per_request'), ours: g('per_request'), sum: request },
        { what: 'A thousand requests, USD', published: p('per_1000'), ours: g('per_request') * 1000, sum: `${request} * 1000` },
      ]
    },
    mind: 'Their calculator adds people for the set-up only and says that upkeep is not covered.',
  },
  {
    id: 'swfte-volume',
    title: 'Five volumes at three blended prices',
    rows: (x, p, g) =>
      (x.raw('M') as number[]).flatMap((millions, row) =>
        (x.raw('blended') as number[]).map((price, column) => ({
          what: `${millions.toLocaleString('en-US')} MTok at ${price}, USD`,
          published: p('rows', row, column),
          ours: g('rows', row, column),
          sum: `${millions} * ${price}`,
          ...(price === 3.13 ? { within: { absolute: 0.5, why: 'printed in whole USD' } } : {}),
        })),
      ),
    mind: 'One blended price fixes the ratio of input to output; with another ratio it is another price.',
  },
  {
    id: 'semianalysis-crusoe-margin',
    title: 'Gross margin of a seller of DeepSeek R1',
    rows: (x, p, g) => [
      {
        what: 'Margin on input, %',
        published: p('gross_margin_in_pct'),
        ours: g('gm_in'),
        sum: `(1 - ${x('cost_in')} / ${x('price_in')}) * 100`,
      },
      {
        what: 'Margin on output, %',
        published: p('gross_margin_out_pct'),
        ours: g('gm_out'),
        sum: `(1 - ${x('cost_out')} / ${x('price_out')}) * 100`,
      },
    ],
    mind: 'The article leaves out downtime and idle time. The engine reads the margin as idle time: at 17 % of full work input just pays its cost, at 55 % output does.',
  },
  {
    id: 'kulkarni-templated',
    title: 'Templated questions with 88 % of the prompt cached',
    rows: (x, p, g) => [
      {
        what: 'Input of a query, USD',
        published: null,
        ours: g('input_cost'),
        sum: `${x('input_tok')} * (${x('price_in')} * (1 - ${x('cache')}) + ${x('price_cached')} * ${x('cache')}) / 1000000`,
      },
      {
        what: 'Output tokens that make up the rest of a query',
        published: null,
        ours: g('implied_output_tok'),
        sum: `(${p('per_query')} - ${x('input_tok')} * (${x('price_in')} * (1 - ${x('cache')}) + ${x('price_cached')} * ${x('cache')}) / 1000000) / ${x('price_out')} * 1000000`,
      },
      { what: 'Queries a month behind the bill', published: null, ours: g('queries_month'), sum: `${p('month')} / ${p('per_query')}` },
      { what: '75,000 users, USD a month', published: p('stress_75k'), ours: g('stress'), sum: `${p('month')} * 7.5`, within: STRESS },
    ],
    mind: 'The output of a query is not printed. 44 tokens make the 0.00168 USD whole, which is plausible for a template. 10,000 users asking 10 questions on a fifth of the days are 20,000 a day; the rest of 898,000 a month is the authors’ allowance for bots. A later version of their repository prints 3,794 USD for the same case.',
  },
  {
    id: 'kulkarni-freeform',
    title: 'Free questions with 74 % cached and a daily cap',
    source: 'Kulkarni & Parajuli, AI Cost Calculator Studio v0.4.0, free-form geospatial Q&A',
    rows: (x, p, g) => [
      {
        what: 'A query, USD',
        published: p('per_query'),
        ours: g('per_query_simple'),
        sum: `(${x('input_tok')} * (${x('price_in')} * (1 - ${x('cache')}) + ${x('price_cached')} * ${x('cache')}) + ${x('output_tok')} * ${x('price_out')}) / 1000000`,
        within: { relative: 0.03, why: 'they add a small amount for each turn that the page does not print' },
      },
      { what: '75,000 users, USD a month', published: p('stress_75k'), ours: g('stress'), sum: `${p('month')} * 7.5`, within: STRESS },
      { what: 'With the cap, USD a month', published: p('capped'), ours: g('capped'), sum: `${x('daily_cap_usd')} * 30` },
      {
        what: 'Refused above the cap, %',
        published: p('refused_pct'),
        ours: g('refused_pct'),
        sum: `(1 - ${x('daily_cap_usd')} * 30 / (${p('month')} * 7.5)) * 100`,
      },
    ],
    mind: 'A cap makes the bill cheaper by answering less: 55 of 100 questions are refused.',
  },
]

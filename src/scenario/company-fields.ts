/** What must be known of the company for licences and laws, and where the defaults come from (`method.md` 10). Unknown is never "no". */
import { assumed, fieldSpec, type FieldSpec } from './field.ts'
import type { Scenario } from './schema.ts'

const group = 'company'
const UNKNOWN = assumed('Unknown. Where a licence has a limit, the page then says which.')

const amount = (id: string, label: string, unitWords: string, help: string, rare: boolean): FieldSpec =>
  fieldSpec({
    id,
    ranged: false,
    label,
    group,
    kind: 'number',
    unit: '1',
    unitWords,
    min: 0,
    max: 1e13,
    step: 1e6,
    nullWord: 'unknown',
    help,
    basis: UNKNOWN,
    rare,
  })

export const COMPANY_FIELDS = {
  companyCountry: fieldSpec({
    id: 'hq',
    label: 'Company in',
    group,
    kind: 'choice',
    known: 'ruleCountries',
    nullWord: 'place',
    help: 'Its principal place of business.',
    basis: assumed('The place your servers and people are in.'),
  }),
  parentCountry: fieldSpec({
    id: 'parent',
    label: 'Ultimate parent in',
    group,
    kind: 'choice',
    known: 'ruleCountries',
    nullWord: 'same',
    help: 'Export control asks where the company that owns it all has its headquarters.',
    basis: assumed('The same country as the company.'),
  }),
  use: fieldSpec({
    id: 'use',
    label: 'Used',
    group,
    kind: 'choice',
    choices: [
      { value: 'internal', label: 'inside the company' },
      { value: 'product', label: 'in a product or service' },
      { value: 'resell', label: 'sold on as a model' },
    ],
    help: 'Licences ask more of products, and most of those who sell a model on.',
    basis: assumed('Inside, as a knowledge assistant is.'),
  }),
  revenueUsdPerYear: amount('revenue', 'Revenue', 'USD a year', 'Of the whole group. Some licences have a limit.', false),
  productRevenueUsdPerYear: amount(
    'productrev',
    'Revenue of the product',
    'USD a year',
    'Of the product or service the model is used in.',
    true,
  ),
  monthlyUsers: amount('mau', 'Users', 'a month', 'Of the products the model is used in. Some licences have a limit.', true),
  publicBody: fieldSpec({
    id: 'publicbody',
    label: 'Public sector',
    group,
    kind: 'choice',
    choices: [
      { value: 'none', label: 'no' },
      { value: 'ministry', label: 'ministry or agency' },
      { value: 'defence', label: 'defence' },
      { value: 'intelligence', label: 'intelligence' },
      { value: 'other', label: 'other public body' },
    ],
    help: 'Governments have banned some models and services for their own bodies.',
    basis: assumed('A company.'),
  }),
  publicSubdivision: fieldSpec({
    id: 'state',
    label: 'State or province',
    group,
    kind: 'choice',
    known: 'subdivisions',
    nullWord: 'none',
    help: 'Of a public body; some states have orders of their own.',
    basis: assumed('None.'),
    rare: true,
  }),
  defenceContract: fieldSpec({
    id: 'contract',
    label: 'Contractor of',
    group,
    kind: 'choice',
    choices: [
      { value: 'none', label: 'nobody' },
      { value: 'defence', label: 'the defence department' },
      { value: 'intelligence', label: 'an intelligence service' },
    ],
    help: 'Contractors are bound by some bans too.',
    basis: assumed('No.'),
    rare: true,
  }),
  performsContract: fieldSpec({
    id: 'performing',
    label: 'Used in performing it',
    group,
    kind: 'choice',
    choices: [
      { value: 'unknown', label: 'unknown' },
      { value: 'yes', label: 'yes' },
      { value: 'no', label: 'no' },
    ],
    help: 'Whether this workload is part of performing the contract.',
    basis: assumed('Unknown.'),
    rare: true,
  }),
} satisfies Partial<{ [K in keyof Scenario]: FieldSpec }>

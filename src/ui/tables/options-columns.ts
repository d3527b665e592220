/** Which columns of numbers does the table of all options have, and in which view? */
export type ColumnKey =
  | 'total'
  | 'p10'
  | 'p90'
  | 'capital'
  | 'perThousand'
  | 'firstToken'
  | 'firstMonth'
  | 'oneOff'
  | 'overHorizon'
  | 'valueAtEnd'
  | 'gpus'
  | 'utilisation'
  | 'energy'
  | 'carbon'
  | 'score'
  | 'quality'
  | 'rules'
  | 'perAccepted'
  | 'cheapest'
  | 'possible'

export type TableView = 'cost' | 'quality' | 'cash' | 'energy' | 'odds'

export interface Column {
  readonly key: ColumnKey
  readonly label: string
  /** where there is little room */
  readonly short: string
  /** heading in the CSV file, with its unit */
  readonly exported: string
  /** says a word; its number only sorts */
  readonly inWords?: true
}

const COLUMNS: Readonly<Record<ColumnKey, Omit<Column, 'key'>>> = {
  total: { label: 'Monthly TCO', short: 'Monthly TCO', exported: 'Monthly TCO, USD' },
  p10: { label: '10\u202f% of draws below', short: '10\u202f%', exported: '10 % of draws below, USD a month' },
  p90: { label: '90\u202f% of draws below', short: '90\u202f%', exported: '90 % of draws below, USD a month' },
  capital: { label: 'Spent on machines', short: 'Machines', exported: 'Spent on machines over the horizon, USD' },
  perThousand: { label: 'Per 1,000 requests', short: 'Per 1,000', exported: 'Per 1,000 requests, USD' },
  firstToken: { label: 'First token, p95', short: 'First token', exported: 'First token p95, s' },
  firstMonth: { label: 'Cash in the first month', short: 'First month', exported: 'Cash in the first month, USD' },
  oneOff: { label: 'Of it one-off', short: 'One-off', exported: 'One-off, USD' },
  overHorizon: { label: 'Cash over the horizon', short: 'Horizon', exported: 'Cash over the horizon, USD' },
  valueAtEnd: { label: 'Value left at the end', short: 'Value left', exported: 'Value left at the end, USD' },
  gpus: { label: 'GPUs', short: 'GPUs', exported: 'GPUs' },
  utilisation: { label: 'Utilisation', short: 'Utilisation', exported: 'Utilisation' },
  energy: { label: 'Energy, kWh a month', short: 'kWh a month', exported: 'Energy, kWh a month' },
  carbon: { label: 'Carbon, kg a month', short: 'kg CO₂', exported: 'Carbon, kg CO2 a month' },
  score: { label: 'Score', short: 'Score', exported: 'Score on the yardstick' },
  quality: { label: 'Quality', short: 'Quality', exported: 'Quality against the floor', inWords: true },
  rules: { label: 'Rules', short: 'Rules', exported: 'Rules, the hardest answer', inWords: true },
  perAccepted: { label: 'Per accepted result', short: 'Per accepted', exported: 'Per accepted result, USD' },
  cheapest: { label: 'Chance of being cheapest', short: 'Cheapest', exported: 'Chance of being cheapest' },
  possible: { label: 'Possible in', short: 'Possible in', exported: 'Share of draws in which it is possible' },
}

const KEYS: Readonly<Record<TableView, readonly ColumnKey[]>> = {
  cost: ['total', 'capital', 'perThousand', 'firstToken'],
  quality: ['total', 'score', 'quality', 'rules', 'perAccepted'],
  cash: ['total', 'firstMonth', 'oneOff', 'capital', 'overHorizon', 'valueAtEnd'],
  energy: ['total', 'gpus', 'utilisation', 'energy', 'carbon'],
  odds: ['total', 'p10', 'p90', 'cheapest', 'possible'],
}

const columnOf = (key: ColumnKey): Column => ({ key, ...COLUMNS[key] })

export const columnsOf = (view: TableView): readonly Column[] => KEYS[view].map(columnOf)

export const ALL_COLUMNS: readonly Column[] = (Object.keys(COLUMNS) as ColumnKey[]).map(columnOf)

export const TABLE_VIEWS: readonly { readonly id: TableView; readonly text: string }[] = [
  { id: 'cost', text: 'Cost' },
  { id: 'quality', text: 'Quality and rules' },
  { id: 'cash', text: 'Cash and machines' },
  { id: 'energy', text: 'Energy and carbon' },
  { id: 'odds', text: 'Odds' },
]

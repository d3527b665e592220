/** The ends of an explanation: fields of the scenario, data with their sources, constants of the method. */
import type { Catalogue, Datum, Source } from '../../catalogue/schema.ts'
import type { Scenario } from '../../scenario/schema.ts'
import type { Unit } from '../../units/unit.ts'
import { constant, type Explained, type ExplainedBasis } from '../explain.ts'

export interface FieldBasis {
  readonly basis: ExplainedBasis
  readonly source: string | null
  readonly note: string
}

/** Where the value of a scenario field comes from, by its path (`workloads.0.inputTokens`). */
export type BasisOf = (path: string) => FieldBasis

export const ASSUMED: BasisOf = () => ({ basis: 'assumed', source: null, note: '' })

export type Node<U extends Unit> = Explained & { readonly unit: U }

export const fieldNode = <U extends Unit>(label: string, unit: U, value: number, path: string, basisOf: BasisOf): Node<U> => {
  const { basis, source, note } = basisOf(path)
  return { label, value, unit, origin: { kind: 'input', field: path, basis, source, note } }
}

/** A one-off cost: the field itself in month 0, nothing after. */
export const onceNode = (m: number, usd: number, path: string, basisOf: BasisOf): Node<'USD/month'> =>
  m === 0
    ? fieldNode('One-off', 'USD/month', usd, path, basisOf)
    : constant('One-off', 'USD/month', 0, 'Paid in the first month of the comparison.')

const DAY_IN_WORDS = /\d{4}-\d{2}(-\d{2})?/

/** The day of a source, else a day its title names, else the day of the catalogue it stood in. */
const dateOf = ({ dated, title }: Pick<Source, 'dated' | 'title'>, asOf: string): string => dated ?? DAY_IN_WORDS.exec(title)?.[0] ?? asOf

/** A figure whose record names one source for many figures. `source`: an id of the catalogue's sources. */
export const sourcedNode = <U extends Unit>(
  label: string,
  unit: U,
  value: number,
  from: { readonly source: string; readonly basis: ExplainedBasis; readonly note?: string },
  catalogue: Pick<Catalogue, 'sources' | 'asOf'>,
): Node<U> => {
  const source = catalogue.sources.find(({ id }) => id === from.source)
  const checkedOn = source === undefined ? catalogue.asOf : dateOf(source, catalogue.asOf)
  return { label, value, unit, origin: { kind: 'datum', checkedOn, ...from } }
}

export const datumNode = <U extends Unit>(label: string, unit: U, datum: Datum, value: number | null = datum.value): Node<U> => ({
  label,
  value,
  unit,
  origin: {
    kind: 'datum',
    source: datum.source,
    checkedOn: datum.checkedOn,
    basis: datum.basis,
    ...(datum.low === undefined ? {} : { low: datum.low }),
    ...(datum.high === undefined ? {} : { high: datum.high }),
    ...(datum.note === undefined ? {} : { note: datum.note }),
  },
})

/** A datum that a field of the buyer may replace, by the field's path. */
export const replaceable = <U extends Unit>(label: string, unit: U, datum: Datum, field: string): Node<U> => {
  const node = datumNode(label, unit, datum)
  return node.origin.kind === 'datum' ? { ...node, origin: { ...node.origin, override: field } } : node
}

/** Yuan for a dollar: the buyer's rate, else that of the data. */
export const cnyRateNode = (
  perUsd: number,
  { scenario, catalogue }: { readonly scenario: Scenario; readonly catalogue: Catalogue },
  basisOf: BasisOf,
): Node<'CNY/USD'> => {
  const label = 'CNY per USD'
  if (Object.hasOwn(scenario.rates, 'CNY')) return fieldNode(label, 'CNY/USD', perUsd, 'rates.CNY', basisOf)
  const { date, source } = catalogue.currencies
  return { label, value: perUsd, unit: 'CNY/USD', origin: { kind: 'datum', source, checkedOn: date, basis: 'quoted' } }
}

/** A calculation too long for an equation strip: said in words, with what goes in. */
export const wordsNode = <U extends Unit>(
  label: string,
  unit: U,
  value: number,
  id: string,
  text: string,
  inputs: Readonly<Record<string, Explained>>,
): Node<U> => ({
  label,
  value,
  unit,
  origin: { kind: 'formula', formula: id, text, inputs },
})

/** Calls `visit` for every node of an explanation, the node itself first. */
export const walk = (node: Explained, visit: (node: Explained) => void): void => {
  visit(node)
  const { origin } = node
  if (origin.kind === 'formula') for (const input of Object.values(origin.inputs)) walk(input, visit)
  else if (origin.kind === 'sum') for (const part of origin.parts) walk(part, visit)
  else if (origin.kind === 'choice') walk(origin.chosen, visit)
}

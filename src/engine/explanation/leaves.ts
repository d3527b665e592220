/** The ends of an explanation: fields of the scenario, data with their sources, constants of the method. */
import type { Datum } from '../../catalogue/schema.ts'
import type { Unit } from '../../units/unit.ts'
import type { Explained, ExplainedBasis } from '../explain.ts'

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

/**
 * A number that explains itself. `formula()` turns a named calculation into one object with two uses: `compute` on bare
 * numbers (bulk work) and `explain` on explained inputs (what the drawer shows). Both run the same function, so the
 * explanation cannot differ from the figure. A node is plain data and may be posted from a worker.
 */
import type { Quantity } from '../units/quantity.ts'
import type { Unit } from '../units/unit.ts'

export type ExplainedBasis = 'measured' | 'quoted' | 'estimated' | 'assumed' | 'yours' | 'definition'

export type Origin =
  | { readonly kind: 'formula'; readonly formula: string; readonly text: string; readonly inputs: Readonly<Record<string, Explained>> }
  | { readonly kind: 'sum'; readonly parts: readonly Explained[] }
  | {
      readonly kind: 'choice'
      readonly why: string
      readonly chosen: Explained
      readonly among: readonly { readonly label: string; readonly value: number | null }[]
    }
  | {
      readonly kind: 'input'
      readonly field: string
      readonly basis: ExplainedBasis
      readonly source: string | null
      readonly note?: string
    }
  | {
      readonly kind: 'datum'
      readonly source: string
      readonly checkedOn: string
      readonly basis: ExplainedBasis
      readonly low?: number
      readonly high?: number
      readonly note?: string
      /** the scenario's record entry that replaces this datum: `gpuPrices.ID`, `apiPrices.OFFER.KIND` */
      readonly override?: string
    }
  | { readonly kind: 'constant'; readonly why: string }

/** `value` null: unknown. Units as in `UNITS`. */
export interface Explained {
  readonly label: string
  readonly value: number | null
  readonly unit: Unit
  readonly origin: Origin
}

type Values<I extends Record<string, Unit>> = { readonly [K in keyof I]: Quantity<I[K]> }
type Nodes<I extends Record<string, Unit>> = { readonly [K in keyof I]: Explained & { readonly unit: I[K] } }

export interface Formula<I extends Record<string, Unit> = Record<string, Unit>, O extends Unit = Unit> {
  readonly id: string
  readonly title: string
  readonly unit: O
  readonly inputs: I
  /** the right-hand side in the inputs' names: + − × ÷ as + - * /, ^, min(), max(), ceil(), floor(), sqrt(), exp(), ln() */
  readonly text: string
  /** where the method says so, e.g. `method.md 2` */
  readonly source: string
  readonly compute: (values: Values<I>) => Quantity<O>
  /** the same function for bulk work, where the units are known from the place */
  readonly bare: (values: { readonly [K in keyof I]: number }) => number
  readonly explain: (label: string, nodes: Nodes<I>) => Explained & { readonly unit: O }
}

const registry: Formula[] = []

/** All formulas made so far, for the generated METHODOLOGY and the test that reads `text`. */
export const formulas = (): readonly Formula[] => registry

export const formula = <const I extends Record<string, Unit>, const O extends Unit>(definition: {
  id: string
  title: string
  unit: O
  inputs: I
  text: string
  source: string
  compute: (values: { readonly [K in keyof I]: number }) => number
}): Formula<I, O> => {
  const compute = definition.compute as unknown as (values: Values<I>) => Quantity<O>
  const made: Formula<I, O> = {
    ...definition,
    compute,
    bare: definition.compute,
    explain: (label, nodes) => {
      const values: Record<string, number> = {}
      for (const name of Object.keys(definition.inputs)) {
        const node = nodes[name] as Explained
        if (node.value === null)
          return {
            label,
            value: null,
            unit: definition.unit,
            origin: { kind: 'formula', formula: definition.id, text: definition.text, inputs: nodes },
          }
        values[name] = node.value
      }
      return {
        label,
        value: compute(values as unknown as Values<I>),
        unit: definition.unit,
        origin: { kind: 'formula', formula: definition.id, text: definition.text, inputs: nodes },
      }
    },
  }
  registry.push(made as unknown as Formula)
  return made
}

/** A total whose parts are shown; unknown (null) if any part is. */
export const sum = <U extends Unit>(
  label: string,
  unit: U,
  parts: readonly (Explained & { readonly unit: U })[],
): Explained & { readonly unit: U } => {
  let total: number | null = 0
  for (const part of parts) total = total === null || part.value === null ? null : total + part.value
  return { label, value: total, unit, origin: { kind: 'sum', parts } }
}

/** A constant of the method, with the reason for it. */
export const constant = <U extends Unit>(label: string, unit: U, value: number, why: string): Explained & { readonly unit: U } => ({
  label,
  value,
  unit,
  origin: { kind: 'constant', why },
})

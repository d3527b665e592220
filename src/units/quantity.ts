import type { Unit } from './unit.ts'

declare const unitOf: unique symbol

/** A number whose unit is part of its type; at run time it is the bare number. */
export type Quantity<U extends Unit> = number & { readonly [unitOf]: U }

/** States the unit of a bare number; the one place where a number becomes a quantity. */
export const quantity = <U extends Unit>(_unit: U, value: number): Quantity<U> => value as Quantity<U>

/** Which entries of a list are chosen, which may be added, and in what order are they offered? */
import type { Choice, FieldValue } from '../../scenario/field.ts'

/** So many are ticked where they stand. */
export const FEW = 8

/** Countries that buyers exclude most often come first. */
const OFTEN = new Set(['CN', 'HK', 'MO', 'RU', 'IR', 'KP', 'BY', 'US'])

export interface Chosen {
  readonly value: string
  readonly label: string
}

const listOf = (value: FieldValue): readonly string[] => (Array.isArray(value) ? value : [])

export const labelsOf = (value: FieldValue, choices: readonly Choice[]): readonly Chosen[] =>
  listOf(value).map((id) => ({ value: id, label: choices.find((choice) => choice.value === id)?.label ?? id }))

export const mayAdd = (value: FieldValue, choices: readonly Choice[]) => {
  const chosen = new Set(listOf(value))
  const left = choices.flatMap(({ value: id, label }) => (id === null || chosen.has(id) ? [] : [{ value: id, label }]))
  return [
    { label: 'Often excluded', choices: left.filter(({ value: id }) => OFTEN.has(id)) },
    { label: 'All others', choices: left.filter(({ value: id }) => !OFTEN.has(id)) },
  ].filter(({ choices }) => choices.length > 0)
}

/** The list with one more at its end. */
export const withOne = (value: FieldValue, id: string): readonly string[] => [...listOf(value).filter((other) => other !== id), id]

export const without = (value: FieldValue, id: string): readonly string[] => listOf(value).filter((other) => other !== id)

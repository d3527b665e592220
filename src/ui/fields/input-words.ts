/** How is a value of an input written where it is read, not typed: in the tornado, in the verdict, under a field? Two or three figures. */
import { count, countFull, things } from '../../format/count.ts'
import { duration, hours } from '../../format/duration.ts'
import { money } from '../../format/money.ts'
import { percent } from '../../format/percent.ts'
import type { Field } from '../../scenario/field.ts'
import { behind } from '../../state/scenario-edit.ts'

const FIGURES = 3
const MILLION = 1e6

const plain = (value: number): string => (Math.abs(value) >= MILLION ? count(value) : countFull(Number(value.toPrecision(FIGURES))))

const fieldValue = (field: Field, value: number): string => {
  if (field.kind === 'percent') return percent(value)
  // amounts of a field are typed in US dollars, whatever currency results are shown in
  if (field.unit !== null && /^USD(?![a-z])/.test(field.unit)) return money(value)
  if (field.unit === 'month' && Number.isInteger(value)) return things(value, 'month')
  if (field.unit === 's') return duration(value)
  if (field.unit === 'h') return hours(value)
  return plain(value)
}

/** `path` as in odds and sensitivity: `discountRate`, `workloads.0.outputTokens`, `gpuPrices.h100-sxm`. */
export const inputText = (path: string, value: number): string => {
  // all of them at once, as a multiple
  if (path === 'apiPrices') return `${percent(value)} of today`
  const place = behind(path, 0)
  if (place === null) return plain(value)
  return place.kind === 'price' ? money(value) : fieldValue(place.field, value)
}

/** With its unit where the number itself shows none: `1.69 a request`, `0.811 full-time people`. */
export const inputTextWithUnit = (path: string, value: number): string => {
  const text = inputText(path, value)
  return text === plain(value) && inputUnit(path) !== '' ? `${text} ${inputUnit(path)}` : text
}

/** What stands after the number: `a request`, `a year`; empty where nothing does. */
export const inputUnit = (path: string): string => {
  const place = behind(path, 0)
  return place?.kind === 'field' ? place.field.unitWords : ''
}

/** A label inside a sentence: `GPU price`, `output tokens`; names of things keep their capital. */
export const inSentence = (path: string, label: string): string =>
  behind(path, 0)?.kind === 'price' || /^[A-Z]{2}/.test(label) ? label : label.slice(0, 1).toLowerCase() + label.slice(1)

/** How does a buyer's own price enter a scenario, and which value does the field name of an explanation mean? */
import { findField, type FieldPlace } from '../scenario/fields.ts'
import { withRanges, type Range } from '../scenario/ranges.ts'
import type { Scenario } from '../scenario/schema.ts'

const PRICE_RECORDS = ['gpuPrices', 'apiPrices', 'serverPrices', 'dedicatedPrices'] as const
export type PriceRecord = (typeof PRICE_RECORDS)[number]

/** A price the buyer supplies for one id, with its range, or (null) takes back. */
export const withPrice = (
  scenario: Scenario,
  record: PriceRecord,
  id: string,
  price: number | null,
  range: Range | null = null,
): Scenario => {
  const others = Object.entries(scenario[record]).filter(([key]) => key !== id)
  const changed = { ...scenario, [record]: Object.fromEntries(price === null ? others : [...others, [id, price]]) }
  return withRanges(changed, { [`${record}.${id}`]: price === null ? null : range })
}

export type Behind =
  ({ readonly kind: 'field' } & FieldPlace) | { readonly kind: 'price'; readonly record: PriceRecord; readonly id: string }

/**
 * Reads `gpuPrices.ID`, `apiPrices.OFFER.KIND`, `workloads.0.inputTokens`, `months`, or the bare path of a workload's field,
 * which then means workload `shown`. `tokenRatios.MODEL`, an entry of a record, means the record. Null: no field of this name.
 */
export const behind = (name: string, shown: number): Behind | null => {
  const [first = '', ...rest] = name.split('.')
  const record = PRICE_RECORDS.find((name) => name === first)
  if (record !== undefined && rest.length > 0) return { kind: 'price', record, id: rest.join('.') }
  const place = findField(name) ?? findField(`workloads.${shown}.${name}`)
  if (place !== null) return { kind: 'field', ...place }
  const whole = rest.length === 0 ? null : findField(first)
  return whole?.field.kind === 'record' ? { kind: 'field', ...whole } : null
}

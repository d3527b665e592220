/** How does a buyer's own price enter a scenario, and which value does the field name of an explanation mean? */
import { findField, type FieldPlace } from '../scenario/fields.ts'
import type { Scenario } from '../scenario/schema.ts'

export type PriceRecord = 'gpuPrices' | 'apiPrices'

/** A price the buyer supplies for one id, or (null) takes back. */
export const withPrice = (scenario: Scenario, record: PriceRecord, id: string, price: number | null): Scenario => {
  const others = Object.entries(scenario[record]).filter(([key]) => key !== id)
  return { ...scenario, [record]: Object.fromEntries(price === null ? others : [...others, [id, price]]) }
}

export type Behind =
  ({ readonly kind: 'field' } & FieldPlace) | { readonly kind: 'price'; readonly record: PriceRecord; readonly id: string }

/**
 * Reads `gpuPrices.ID`, `apiPrices.OFFER.KIND`, `workloads.0.inputTokens`, `months`, or the bare path of a workload's field,
 * which then means workload `shown`. Null: no field of this name.
 */
export const behind = (name: string, shown: number): Behind | null => {
  const [first = '', ...rest] = name.split('.')
  if ((first === 'gpuPrices' || first === 'apiPrices') && rest.length > 0) return { kind: 'price', record: first, id: rest.join('.') }
  const place = findField(name) ?? findField(`workloads.${shown}.${name}`)
  return place === null ? null : { kind: 'field', ...place }
}

/** Which id does the control of a field have on the page? One workload is shown at a time, so its fields need no number. */
import type { Field } from '../../scenario/field.ts'

export const controlId = (field: Field): string => (field.scope === 'workload' ? `w-${field.id}` : field.id)

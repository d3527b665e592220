/** What the hours of rented instances cost and what is charged on top (`method.md` 4). */
import { formula } from './explain.ts'
import { HOURS_PER_MONTH } from '../units/unit.ts'

const MONTHS_PER_YEAR = 12

export const rentedCompute = formula({
  id: 'rented-compute',
  title: 'Instance-hours at the hourly price',
  unit: 'USD/month',
  inputs: { boxHours: 'box-hour/month', gpusPerBox: 'GPU/box', price: 'USD/GPU-hour' },
  text: 'boxHours * gpusPerBox * price',
  source: 'method.md 4',
  compute: ({ boxHours, gpusPerBox, price }) => boxHours * gpusPerBox * price,
})

/** A committed instance is billed for all 730 hours of the month. */
export const committedCompute = formula({
  id: 'committed-compute',
  title: 'Committed instances at the term price',
  unit: 'USD/month',
  inputs: { boxes: 'box', gpusPerBox: 'GPU/box', price: 'USD/GPU-hour' },
  text: 'boxes * gpusPerBox * price * 730',
  source: 'method.md 4 [F7]',
  compute: ({ boxes, gpusPerBox, price }) => boxes * gpusPerBox * price * HOURS_PER_MONTH,
})

/** Storage, egress and management, or support: a share of compute. */
export const shareOfCompute = formula({
  id: 'share-of-compute',
  title: 'Charged as a share of compute',
  unit: 'USD/month',
  inputs: { compute: 'USD/month', share: '1' },
  text: 'compute * share',
  source: 'method.md 4',
  compute: ({ compute, share }) => compute * share,
})

export const licences = formula({
  id: 'licences',
  title: 'Licences per GPU',
  unit: 'USD/month',
  inputs: { gpus: 'GPU', perGpuYear: 'USD/GPU-year' },
  text: 'gpus * perGpuYear / 12',
  source: 'method.md 5',
  compute: ({ gpus, perGpuYear }) => (gpus * perGpuYear) / MONTHS_PER_YEAR,
})

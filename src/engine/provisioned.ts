/** How many units of provisioned throughput the peak hour needs (`method.md` 2 [F31]); no burst margin. */
import { formula } from './explain.ts'
import { CEILING_SLACK } from './replicas.ts'

export interface ProvisionedOffer {
  /** weighted tokens a second one unit carries */
  readonly ratePerUnit: number
  readonly minimum: number
  readonly step: number
}

/** units = max(minimum, step·ceil(rate ÷ rate per unit ÷ step)); `rate` = Σ weight of kind × tokens/s in the peak hour. */
export const provisionedUnits = (rate: number, offer: ProvisionedOffer): number =>
  Math.max(offer.minimum, offer.step * Math.ceil(rate / offer.ratePerUnit / offer.step - CEILING_SLACK))

export const weightedRate = formula({
  id: 'weighted-rate',
  title: 'Weighted tokens a second of a workload',
  unit: 'token/s',
  inputs: {
    arrivals: 'request/s',
    plain: 'token/request',
    plainWeight: '1',
    read: 'token/request',
    readWeight: '1',
    write: 'token/request',
    writeWeight: '1',
    out: 'token/request',
    outWeight: '1',
  },
  text: 'arrivals * (plain * plainWeight + read * readWeight + write * writeWeight + out * outWeight)',
  source: 'method.md 2 [F31]',
  compute: (x) => x.arrivals * (x.plain * x.plainWeight + x.read * x.readWeight + x.write * x.writeWeight + x.out * x.outWeight),
})

export const unitsOfCapacity = formula({
  id: 'provisioned-units',
  title: 'Units of reserved capacity',
  unit: '1',
  inputs: { rate: 'token/s', ratePerUnit: 'token/s', minimum: '1', step: '1' },
  text: 'max(minimum, step * ceil(rate / ratePerUnit / step))',
  source: 'method.md 2 [F31]',
  compute: ({ rate, ratePerUnit, minimum, step }) => provisionedUnits(rate, { ratePerUnit, minimum, step }),
})

export const reservedCapacity = formula({
  id: 'reserved-capacity',
  title: 'Reserved capacity',
  unit: 'USD/month',
  inputs: { units: '1', price: 'USD/month' },
  text: 'units * price',
  source: 'method.md 2 [F31]',
  compute: ({ units, price }) => units * price,
})

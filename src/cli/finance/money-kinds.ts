/** Golden kinds of `method.md` 6, 8 and 11: people, present value, break-even, payback, switch points. */
import { apiPieces, breakEven, fleetPieces, paybackMonth, switchPoints, type InputLine, type Piece } from '../../engine/break-even.ts'
import { pathFactor } from '../../engine/api-prices.ts'
import { peopleCost, peopleNeeded } from '../../engine/people.ts'
import { discountedMonths, levelised, monthlyRate, presentValue, presentValueOfFlows, splitByGpuTime } from '../../engine/present-value.ts'

const people = (x: {
  base: number
  perNode: number
  nodes: number
  elasticity: number
  annual: number
  share: number
  wageGrowth: number
  months: number[]
}) => ({
  usd: x.months.map((monthIndex) =>
    peopleCost.bare({
      people: peopleNeeded(x.base, x.perNode, x.nodes, x.elasticity),
      annual: x.annual,
      wagePath: pathFactor.bare({ perYear: x.wageGrowth, monthIndex }),
      share: x.share,
    }),
  ),
})

const present = (x: { startFlows?: number[]; endFlows: number[]; U?: number; r: number; volume?: number[] }) => {
  const rate = monthlyRate(x.r)
  const months = x.endFlows.length
  const pv = presentValue({ starts: x.startFlows ?? [], ends: x.endFlows, valueAtEnd: x.U ?? 0 }, rate, months)
  return {
    pv,
    levelised: levelised.bare({ presentValue: pv, discountedMonths: discountedMonths(rate, months) }),
    ...(x.volume === undefined ? {} : { unitCost: pv / presentValueOfFlows(x.volume, rate) }),
  }
}

const split = (x: { bill: number; prefillShare: number; inTokens: number; outTokens: number }) => {
  const parts = splitByGpuTime(x.bill, x.prefillShare, x.inTokens, x.outTokens)
  return { usdPerMTokIn: parts.input, usdPerMTokOut: parts.output }
}

type Side =
  | {
      type: 'fleet'
      fixed: number
      usdPerReplica: number
      C: number
      peakPerUnit: number
      z: number
      idc: number
      spare: number
      maxReplicas: number
    }
  | { type: 'api'; usdPerUnit: number; commitment?: number; fixed?: number }

const piecesOf = (side: Side): Piece[] =>
  side.type === 'fleet'
    ? fleetPieces({ ...side, capacity: side.C, headroom: { z: side.z, idc: side.idc } })
    : apiPieces({ usdPerUnit: side.usdPerUnit, commitment: side.commitment ?? 0, fixed: side.fixed ?? 0 })

const volume = (x: { a: Side; b: Side; lo: number; hi: number }) => breakEven(piecesOf(x.a), piecesOf(x.b), x.lo, x.hi)

interface CashShape {
  start: Readonly<Record<string, number>>
  end: number
}

const payback = (x: { months: number; a: CashShape; b: CashShape }) => {
  const series = (cash: CashShape) => Array.from({ length: x.months }, (_, m) => (cash.start[String(m)] ?? 0) + cash.end)
  return { month: paybackMonth(series(x.a), series(x.b)) }
}

const flips = (x: { self: InputLine[]; api: InputLine[]; range: [number, number] }) => ({ flipsAt: switchPoints(x.self, x.api, x.range) })

export const MONEY_KINDS = {
  people,
  'present-value': present,
  'split-unit-cost': split,
  'break-even-volume': volume,
  payback,
  'switch-point': flips,
}

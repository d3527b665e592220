/** Golden kinds of `method.md` 9, 10 and 12: accepted results, quality floor, price of a rule, draws and odds. */
import { acceptedCost } from '../../engine/accepted-cost.ts'
import {
  chanceBelow,
  chanceRatio,
  drawn,
  meanOfPositive,
  quantileOfDraw,
  sampleQuantile,
  signedSum,
  standardError,
  tooCloseToCall,
  Z90,
  type DrawKind,
  type LogNormalProduct,
  type Spread,
} from '../../engine/draws.ts'
import { normalCdf } from '../../engine/normal-distribution.ts'
import { applyFloor, type ScoredModel } from '../../engine/quality-floor.ts'
import { priceOfRule, type CostedOption } from '../../engine/rule-price.ts'

const QUANTILES = [0.1, 0.5, 0.9]

const accepted = (x: { attempt: number; review: number; escalationShare: number; escalationCost: number; successRate: number }) => ({
  usd: acceptedCost.bare({ ...x, escalation: x.escalationCost, success: x.successRate }),
})

const floor = (x: { floor: number; band: number; models: ScoredModel[] }) => {
  const { inside, below } = applyFloor(x.models, x.floor, x.band)
  return { inside: inside.map(({ id }) => id), below: Object.fromEntries(below.map(({ model, difference }) => [model.id, difference])) }
}

const rule = (x: { options: CostedOption[]; allowedWithout: string[]; allowedWith: string[] }) => {
  const found = priceOfRule(x.options, new Set(x.allowedWithout), new Set(x.allowedWith))
  return found.possible ? found : { notPossible: 'no option is allowed with the rule', bestWithout: found.bestWithout }
}

const draw = (x: Spread & { kind: DrawKind; z: number[]; p: number[] }) => ({
  value: x.z.map((z) => drawn(x.kind, x, z)),
  quantile: x.p.map((p) => quantileOfDraw(x.kind, x, p)),
  ...(x.kind === 'positive' ? { mean: meanOfPositive(x) } : {}),
})

type OddsShape =
  | { type: 'threshold'; k: number; b: number; draw: Spread; draws?: number }
  | { type: 'ratio'; a: LogNormalProduct; b: LogNormalProduct; draws?: number }
  | { type: 'signedSum'; const: number; draws: Spread[] }

const judged = (chance: number, draws: number | undefined) => ({
  chanceACheaper: chance,
  tooCloseToCall: tooCloseToCall(chance),
  ...(draws === undefined ? {} : { standardError: standardError(chance, draws) }),
})

const odds = (x: OddsShape) => {
  switch (x.type) {
    case 'threshold':
      return {
        ...judged(chanceBelow(x.k, x.draw, x.b), x.draws),
        difference: QUANTILES.map((p) => x.k * quantileOfDraw('positive', x.draw, p) - x.b),
      }
    case 'ratio':
      return judged(chanceRatio(x.a, x.b), x.draws)
    case 'signedSum': {
      const { mean, deviation } = signedSum(x.const, x.draws)
      return { ...judged(normalCdf(-mean / deviation), undefined), difference: [-Z90, 0, Z90].map((z) => mean + z * deviation) }
    }
  }
}

const quantile = (x: { sample: number[]; p: number[] }) => ({ quantile: x.p.map((p) => sampleQuantile(x.sample, p)) })

export const ODDS_KINDS = {
  'accepted-cost': accepted,
  'quality-floor': floor,
  'rule-price': rule,
  draw,
  odds,
  'sample-quantile': quantile,
}

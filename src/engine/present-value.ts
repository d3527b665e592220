/** What a stream of money is worth today, as one constant monthly amount, and per unit served (`method.md` 8 [F1, F13]). */
import { formula } from './explain.ts'

const MONTHS_PER_YEAR = 12
const TOKENS_PER_MTOK = 1e6

/** Effective monthly rate i = (1+r)^(1/12) − 1. */
export const monthlyRate = (yearlyRate: number): number => (1 + yearlyRate) ** (1 / MONTHS_PER_YEAR) - 1

/** Σ d^(m+1) over the horizon: months, each counted by its discount factor; N at a rate of 0. */
export const discountedMonths = (rate: number, months: number): number => {
  let total = 0
  for (let m = 0; m < months; m++) total += (1 + rate) ** -(m + 1)
  return total
}

/** PV = Σ flow_m·d^(m+1) of flows at month ends. */
export const presentValueOfFlows = (flows: ArrayLike<number>, rate: number): number => {
  const d = 1 / (1 + rate)
  let total = 0
  for (let m = flows.length - 1; m >= 0; m--) total = (total + flows[m]!) * d
  return total
}

/** PV = Σ purchase_m·d^m + Σ flow_m·d^(m+1) − U·d^N [F1], purchases at month starts. */
export const presentValue = (
  cash: { readonly starts: ArrayLike<number>; readonly ends: ArrayLike<number>; readonly valueAtEnd: number },
  rate: number,
  months: number,
): number => {
  const d = 1 / (1 + rate)
  let purchases = 0
  for (let m = cash.starts.length - 1; m >= 0; m--) purchases = purchases * d + cash.starts[m]!
  return purchases + presentValueOfFlows(cash.ends, rate) - cash.valueAtEnd * d ** months
}

/** PV·i ÷ (1 − (1+i)^−N) = PV ÷ `discountedMonths`. */
export const levelised = formula({
  id: 'levelised',
  title: 'Levelised monthly cost',
  unit: 'USD/month',
  inputs: { presentValue: 'USD', discountedMonths: 'month' },
  text: 'presentValue / discountedMonths',
  source: 'method.md 8',
  compute: (values) => values.presentValue / values.discountedMonths,
})

/** PV of cost ÷ PV of requests, both from `presentValueOfFlows` [F13]. */
export const usdPerRequest = formula({
  id: 'usd-per-request',
  title: 'Cost of a request over the horizon',
  unit: 'USD/request',
  inputs: { presentValue: 'USD', requests: 'request' },
  text: 'presentValue / requests',
  source: 'method.md 8 [F13]',
  compute: (values) => values.presentValue / values.requests,
})

export const usdPerMTok = formula({
  id: 'usd-per-mtok',
  title: 'Cost of a million tokens over the horizon',
  unit: 'USD/MTok',
  inputs: { presentValue: 'USD', tokens: 'token' },
  text: 'presentValue / (tokens / 1000000)',
  source: 'method.md 8 [F13]',
  compute: (values) => values.presentValue / (values.tokens / TOKENS_PER_MTOK),
})

/** One fleet's bill split by GPU time: φ = (B/O)·P/TPOT to input, the rest to output; the parts add up to it. USD per MTok. */
export const splitByGpuTime = (
  bill: number,
  prefillShare: number,
  inputTokens: number,
  outputTokens: number,
): { readonly input: number; readonly output: number } => ({
  input: usdPerMTok.bare({ presentValue: bill * prefillShare, tokens: inputTokens }),
  output: usdPerMTok.bare({ presentValue: bill * (1 - prefillShare), tokens: outputTokens }),
})

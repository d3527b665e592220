/** Makes the result of an option. Written out field by field: spreading thousands of objects costs more than the comparison itself. */
import type { ApiDetail, EnergyUse, HybridDetail, OptionKind, OptionResult, OwnedDetail, Remark, RentedDetail } from '../result.ts'
import type { Judgement } from './judged.ts'
import type { Totals } from './lines.ts'
import { usdPerAccepted, type TaskView } from './task-view.ts'

export interface OptionIdentity {
  readonly id: string
  readonly kind: OptionKind
  readonly modelId: string
  readonly modelName: string
  readonly name: string
  readonly subtitle: string
  readonly judged: Judgement
  readonly task: TaskView
  readonly warnings: readonly Remark[]
  readonly api: ApiDetail | null
  readonly rented: RentedDetail | null
  readonly owned: OwnedDetail | null
  readonly hybrid: HybridDetail | null
}

/** What differs from monthly total cost where machines are bought, and what the option draws. */
export interface CashView {
  readonly cash: readonly number[]
  readonly profitAndLoss: readonly number[]
  readonly valueAtEnd: number
  readonly energy: EnergyUse | null
}

const NOTHING: readonly never[] = []

const impossible = (
  identity: Omit<OptionIdentity, 'judged' | 'task'>,
  judged: Judgement,
  tokens: OptionResult['tokens'],
  reason: Remark,
): OptionResult => ({
  id: identity.id,
  kind: identity.kind,
  modelId: identity.modelId,
  modelName: identity.modelName,
  name: identity.name,
  subtitle: identity.subtitle,
  status: 'not-possible',
  considered: judged.apart === null,
  apart: judged.apart,
  quality: judged.quality,
  findings: judged.findings,
  barredBy: judged.barredBy,
  tokens,
  reasons: [reason],
  warnings: identity.warnings,
  levelised: null,
  lines: NOTHING,
  monthly: NOTHING,
  presentValue: null,
  total: null,
  oneOff: null,
  usdPerRequest: null,
  usdPerMTok: null,
  usdPerAccepted: null,
  ttft95Seconds: null,
  oldestPrice: null,
  api: identity.api,
  rented: identity.rented,
  owned: identity.owned,
  hybrid: identity.hybrid,
  cash: NOTHING,
  profitAndLoss: NOTHING,
  valueAtEnd: 0,
  energy: null,
})

export const impossibleOption = (identity: OptionIdentity, reason: Remark): OptionResult =>
  impossible(identity, identity.judged, identity.task.tokens, reason)

export const possibleOption = (
  identity: OptionIdentity,
  totals: Totals,
  ttft95Seconds: number | null,
  oldestPrice: string | null,
  view: CashView | null = null,
): OptionResult => ({
  id: identity.id,
  kind: identity.kind,
  modelId: identity.modelId,
  modelName: identity.modelName,
  name: identity.name,
  subtitle: identity.subtitle,
  status: 'possible',
  considered: identity.judged.apart === null,
  apart: identity.judged.apart,
  quality: identity.judged.quality,
  findings: identity.judged.findings,
  barredBy: identity.judged.barredBy,
  tokens: identity.task.tokens,
  reasons: NOTHING,
  warnings: identity.warnings,
  levelised: totals.levelised,
  lines: totals.lines,
  monthly: totals.monthly,
  presentValue: totals.presentValue,
  total: totals.total,
  oneOff: totals.oneOff,
  usdPerRequest: totals.usdPerRequest,
  usdPerMTok: totals.usdPerMTok,
  usdPerAccepted: usdPerAccepted(totals.usdPerRequest, identity.task),
  ttft95Seconds,
  oldestPrice,
  api: identity.api,
  rented: identity.rented,
  owned: identity.owned,
  hybrid: identity.hybrid,
  cash: view?.cash ?? totals.monthly,
  profitAndLoss: view?.profitAndLoss ?? totals.monthly,
  valueAtEnd: view?.valueAtEnd ?? 0,
  energy: view?.energy ?? null,
})

/** The same option with another reason. */
export const withReason = (option: OptionResult, reason: Remark): OptionResult => impossible(option, option, option.tokens, reason)

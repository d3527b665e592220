/** Which options does the matrix of rules show: the few a buyer cares about, and all of them, those with the same answers together? */
import type { Comparison, OptionResult } from '../../engine/result.ts'
import { isAllowed } from '../../engine/rules/is-allowed.ts'
import type { RuleFinding, RuleId, RulePrices, RuleStatus } from '../../engine/rules/rule-result.ts'
import { isPossible, ranked, type PossibleOption } from '../figures/compared.ts'
import { FAMILIES, FAMILY_NAMES, familyOf } from '../figures/family.ts'
import { quotedRule, worse, type RuleTerms } from './rule-words.ts'

/** Of the cheapest, one for each model. */
const BEST = 3

export interface WantedRow {
  readonly option: OptionResult
  /** why it is shown; null: nothing more than its place */
  readonly role: string | null
}

/** Does this rule alone keep the option out? */
export const keepsOut = ({ findings }: OptionResult, rule: RuleId, notVerified: RuleTerms['notVerified']): boolean =>
  !isAllowed(
    findings.filter((finding) => finding.rule === rule),
    notVerified,
  )

/** Its quality would let it compete. */
const goodEnough = ({ quality: { standing } }: OptionResult): boolean =>
  standing === 'better' || standing === 'equal' || standing === 'no-floor'

const byCost = (a: PossibleOption, b: PossibleOption): number => a.levelised - b.levelised || a.id.localeCompare(b.id)

/** Possible options that a rule keeps out of the verdict, cheapest first; those good enough before the others. */
export const keptOut = (comparison: Comparison): readonly PossibleOption[] =>
  comparison.options
    .filter(isPossible)
    .filter(({ apart }) => apart === 'rule')
    .toSorted((a, b) => Number(goodEnough(b)) - Number(goodEnough(a)) || byCost(a, b))

/** The cheapest option that each rule in force keeps out, each rule once; the same option may stand for several. */
export const cheapestKeptOut = (
  comparison: Comparison,
  notVerified: RuleTerms['notVerified'],
): readonly { readonly rule: RuleId; readonly option: PossibleOption }[] => {
  const out = keptOut(comparison)
  return comparison.rulesInForce.flatMap((rule) => {
    const option = out.find((candidate) => keepsOut(candidate, rule, notVerified))
    return option === undefined ? [] : [{ rule, option }]
  })
}

/** The best few, the best of each family, what is used today, and the cheapest that each rule keeps out. */
export const importantRows = (
  comparison: Comparison,
  terms: RuleTerms,
  prices: RulePrices | null,
  saidToday: boolean,
): readonly WantedRow[] => {
  const all = ranked(comparison)
  const models = new Set<string>()
  const best = all.filter(({ modelId }) => !models.has(modelId) && models.add(modelId)).slice(0, BEST)
  const byId = new Map(comparison.options.map((option) => [option.id, option]))
  const of = (id: string | null | undefined, role: string | null): WantedRow[] => {
    const option = id === null || id === undefined ? undefined : byId.get(id)
    return option === undefined ? [] : [{ option, role }]
  }
  const wanted: readonly WantedRow[] = [
    ...best.map((option, place) => ({ option, role: place === 0 ? 'cheapest' : null })),
    ...FAMILIES.flatMap((family) => of(all.find(({ kind }) => familyOf(kind) === family)?.id, `cheapest of ${FAMILY_NAMES[family]}`)),
    ...(saidToday ? of(comparison.verdict.usedTodayId, 'used today') : []),
    ...cheapestKeptOut(comparison, terms.notVerified).flatMap(({ rule, option }) => {
      const without = prices?.prices.find((price) => price.rule === rule)?.bestWithoutId
      const named = without === undefined || without === null ? undefined : byId.get(without)
      const shown = named !== undefined && keepsOut(named, rule, terms.notVerified) ? named : option
      return [{ option: shown, role: `cheapest that ${quotedRule(rule, terms)} keeps out` }]
    }),
  ]
  const roles = new Map<OptionResult, string | null>()
  for (const { option, role } of wanted) roles.set(option, roles.get(option) ?? role)
  return [...roles].map(([option, role]) => ({ option, role }))
}

export interface OptionGroup {
  /** the cheapest, or the first where none is possible */
  readonly option: OptionResult
  readonly size: number
  /** the hardest answer of all rules */
  readonly worst: RuleStatus
  /** lower case, what the filter looks into */
  readonly search: string
}

export const worstOf = (findings: readonly RuleFinding[]): RuleStatus =>
  findings.reduce<RuleStatus>((worst, { status }) => worse(worst, status), 'allowed')

const searchOf = ({ name, subtitle, modelName, api, rented }: OptionResult): string =>
  [name, subtitle, modelName, api?.providerName ?? '', rented?.provider ?? ''].join(' ').toLowerCase()

const cheaper = (a: OptionResult, b: OptionResult): number =>
  (a.levelised ?? Infinity) - (b.levelised ?? Infinity) || a.id.localeCompare(b.id)

/** Options of one model and family to which every rule answers alike, cheapest first. */
export const groupsOf = ({ options }: Comparison): readonly OptionGroup[] => {
  const answers = new Map<readonly RuleFinding[], string>()
  const answersOf = (findings: readonly RuleFinding[]): string => {
    const known = answers.get(findings)
    if (known !== undefined) return known
    const text = findings.map(({ rule, status }) => `${rule} ${status}`).join(', ')
    answers.set(findings, text)
    return text
  }
  const groups = new Map<string, OptionResult[]>()
  for (const option of options) {
    if (option.findings.length === 0) continue
    const key = `${option.modelId} ${option.kind} ${answersOf(option.findings)}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [option])
    else group.push(option)
  }
  return [...groups.values()]
    .map((members) => {
      const option = members.reduce((best, member) => (cheaper(member, best) < 0 ? member : best))
      return { option, size: members.length, worst: worstOf(option.findings), search: members.map(searchOf).join(' ') }
    })
    .toSorted((a, b) => cheaper(a.option, b.option))
}

/** Rows that a slow phone draws at once. */
export const FIRST_GROUPS = 20
export const moreGroups = (most: number): number => most * 2

export interface GroupQuery {
  readonly text: string
  readonly status: RuleStatus | 'all'
}

export const matchingGroups = (groups: readonly OptionGroup[], { text, status }: GroupQuery): readonly OptionGroup[] => {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  return groups.filter(({ worst, search }) => (status === 'all' || worst === status) && words.every((word) => search.includes(word)))
}

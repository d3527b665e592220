/** Explains an option: its levelised cost as the sum of its lines, each line down to fields and sources. */
import { sum } from '../explain.ts'
import type { CostLine, LineId, OptionResult } from '../result.ts'
import { apiLineExplainer } from './api-lines.ts'
import { endpointLineExplainer } from './endpoint-lines.ts'
import { inTokensOf, type ExplanationContext } from './explanation-context.ts'
import { hybridLineExplainer, keptChoice } from './hybrid-lines.ts'
import type { Node } from './leaves.ts'
import { ownedLineExplainer } from './owned-lines.ts'
import { rentedLineExplainer } from './rented-lines.ts'
import { levelisedNode } from './time-nodes.ts'

export const LINE_WORDS: Readonly<Record<LineId, string>> = {
  'tokens-plain': 'Plain input',
  'tokens-read': 'Input read from a cache',
  'tokens-write': 'Input written to a cache',
  'tokens-out': 'Output',
  'call-fees': 'Call fees',
  'cache-storage': 'Cache storage',
  'commitment-top-up': 'Top-up to the commitment',
  support: 'Support',
  compute: 'GPU rent',
  'commitment-tail': 'Owed after the horizon',
  platform: 'Storage, egress and management',
  licences: 'Licences',
  people: 'People',
  'one-off': 'One-off',
  provisioned: 'Reserved capacity',
  dedicated: 'Dedicated endpoint',
  capital: 'Capital',
  energy: 'Electricity',
  site: 'Space and power lines',
  maintenance: 'Maintenance',
  insurance: 'Insurance and other',
  'bridge-rent': 'GPUs rented until servers arrive',
  'model-swap': 'Newer models',
  exit: 'Leaving',
  'api-usage': 'API for the rest',
  'api-people': 'People, for the API',
}

type Explainer = (id: LineId, m: number) => Node<'USD/month'>

/** Of a rented or owned fleet; null: the option is none, or not possible. */
const fleetExplainer = (option: OptionResult, given: ExplanationContext): Explainer | null =>
  option.owned !== null ? ownedLineExplainer(option, given) : option.rented !== null ? rentedLineExplainer(option, given) : null

const explainerOf = (option: OptionResult, counted: ExplanationContext): Explainer | null => {
  const given = inTokensOf(option.modelId, counted)
  const endpoint = given.endpoints?.get(option.id)
  if (endpoint !== undefined) return endpointLineExplainer(option, endpoint, given)
  if (option.kind === 'hybrid') return hybridLineExplainer(option, given, fleetExplainer)
  return fleetExplainer(option, given) ?? apiLineExplainer(option, given)
}

const lineNode = (line: CostLine, explain: Explainer, given: ExplanationContext): Node<'USD/month'> =>
  levelisedNode(LINE_WORDS[line.id], line, given, (m) => explain(line.id, m))

/** Null where the option is not possible or has no such line. */
export const explainLine = (option: OptionResult, id: LineId, given: ExplanationContext): Node<'USD/month'> | null => {
  const line = option.lines.find((candidate) => candidate.id === id)
  const explain = explainerOf(option, given)
  return line === undefined || explain === null ? null : lineNode(line, explain, given)
}

export const explainOption = (option: OptionResult, given: ExplanationContext): Node<'USD/month'> | null => {
  const explain = explainerOf(option, given)
  if (explain === null || option.levelised === null) return null
  const total = sum(
    option.name,
    'USD/month',
    option.lines.map((line) => lineNode(line, explain, given)),
  )
  return keptChoice(total, option)
}

/** One month alone, the first in which all lines run: enough to see every field and datum the option rests on, at a fraction of the work. */
export const explainFirstMonth = (option: OptionResult, given: ExplanationContext): Node<'USD/month'> | null => {
  const explain = explainerOf(option, given)
  if (explain === null) return null
  // servers that are bought stand from then on
  const month = option.owned?.leadMonths ?? 0
  return sum(
    option.name,
    'USD/month',
    option.lines.map((line) => explain(line.id, month)),
  )
}

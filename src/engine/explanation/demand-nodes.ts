/** Requests and tokens of a workload, down to the fields the buyer filled in. */
import { outputTokens, plainTokens, requestsOfMonth, shareOfInputTokens, type TokenKind } from '../demand.ts'
import { constant, formula } from '../explain.ts'
import { REASONING, VISIBLE } from '../compare/demand-groups.ts'
import type { ExplanationContext } from './explanation-context.ts'
import { fieldNode, type Node } from './leaves.ts'

const NOT_COUNTED = 'With which model the tokens were counted is not known, so every model is assumed to need the same.'
const SAME_LENGTH = 'As long as the answers counted.'

/** Tokens of the model for each that was counted. */
const tokenizerNode = ({ settings, modelId, basisOf }: ExplanationContext, index: number): Node<'1'> => {
  const label = 'Tokens for the same text'
  const value = settings.ratios?.tokens[index] ?? 1
  const ratio = modelId === undefined ? null : settings.groups.ratioOf(modelId, index)
  if (modelId === undefined || ratio === null) return constant(label, '1', value, NOT_COUNTED)
  if (ratio.kind === 'same') return constant(label, '1', value, ratio.text)
  const field = `tokenRatios.${modelId}`
  if (ratio.kind === 'own') return fieldNode(label, '1', value, field, basisOf)
  const basis = ratio.kind === 'measured' ? 'measured' : ratio.kind === 'published' ? 'quoted' : 'assumed'
  return { label, value, unit: '1', origin: { kind: 'input', field, basis, source: null, note: ratio.text } }
}

const lengthNode = ({ settings, modelId, basisOf }: ExplanationContext, ending: typeof VISIBLE | typeof REASONING): Node<'1'> => {
  const label = ending === VISIBLE ? 'Length of answers' : 'Length of reasoning'
  const key = `${modelId}.${ending}`
  const own = modelId !== undefined && Object.hasOwn(settings.scenario.verbosity, key)
  return own ? fieldNode(label, '1', settings.scenario.verbosity[key]!, `verbosity.${key}`, basisOf) : constant(label, '1', 1, SAME_LENGTH)
}

export const requestsNode = (given: ExplanationContext, index: number, m: number): Node<'request/month'> => {
  const workload = given.settings.scenario.workloads[index]!
  const path = `workloads.${index}`
  return requestsOfMonth.explain('Requests', {
    requests: fieldNode('Requests a month', 'request/month', workload.requestsPerMonth, `${path}.requestsPerMonth`, given.basisOf),
    growth: fieldNode('Growth a month', '1', workload.growthPerMonth, `${path}.growthPerMonth`, given.basisOf),
    monthIndex: constant('Months since the start', '1', m, given.settings.horizon.labels[m] ?? ''),
    retries: fieldNode('Retries', '1', workload.retryShare, `${path}.retryShare`, given.basisOf),
  })
}

/** Tokens of a kind per request. */
export const tokensNode = (given: ExplanationContext, index: number, kind: TokenKind): Node<'token/request'> => {
  const workload = given.settings.counted[index]!
  const { basisOf } = given
  const path = `workloads.${index}`
  const input = fieldNode('Input tokens', 'token/request', workload.inputTokens, `${path}.inputTokens`, basisOf)
  const cached = fieldNode('Read from a cache', '1', workload.cachedShare, `${path}.cachedShare`, basisOf)
  const written = fieldNode('Written to a cache', '1', workload.cacheWriteShare, `${path}.cacheWriteShare`, basisOf)
  const tokenizer = tokenizerNode(given, index)
  if (kind === 'plain') return plainTokens.explain('Plain input', { input, tokenizer, cached, written })
  if (kind === 'read') return shareOfInputTokens.explain('Input read from a cache', { input, tokenizer, share: cached })
  if (kind === 'write') return shareOfInputTokens.explain('Input written to a cache', { input, tokenizer, share: written })
  return outputTokens.explain('Output', {
    visible: fieldNode('Output tokens', 'token/request', workload.outputTokens, `${path}.outputTokens`, basisOf),
    reasoning: fieldNode('Reasoning tokens', 'token/request', workload.reasoningTokens, `${path}.reasoningTokens`, basisOf),
    tokenizer,
    verbosity: lengthNode(given, VISIBLE),
    reasoningRatio: lengthNode(given, REASONING),
  })
}

export const generatedTokens = formula({
  id: 'generated-tokens',
  title: 'Tokens an engine generates for a request',
  unit: 'token/request',
  inputs: { least: 'token/request', output: 'token/request' },
  text: 'max(least, output)',
  source: 'serving-model.md 9',
  compute: ({ least, output }) => Math.max(least, output),
})

/** Output that an own engine generates: at least the token that ends the answer. */
export const generatedNode = (given: ExplanationContext, index: number): Node<'token/request'> => {
  const output = tokensNode(given, index, 'out')
  if (output.value === null || output.value >= 1) return output
  return generatedTokens.explain('Tokens generated', {
    least: constant('Least', 'token/request', 1, 'The token that ends the answer.'),
    output,
  })
}

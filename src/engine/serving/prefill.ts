/** How long reading a prompt takes, alone and mixed into decode steps (`serving-model.md` 5). */
import type { Constants } from './constants.ts'
import { expertsTouched, smoothMax } from './decode-step.ts'
import { attentionFlops } from './kv-cache.ts'

/** c_lin: products and communication of the new tokens of a prompt [s]. */
export const linearPrefillSeconds = (k: Constants, newTokens: number): number => newTokens * k.prefill.perToken

/** c_attn: attention of `newTokens` behind `cachedTokens` [s]. */
export const attentionPrefillSeconds = (k: Constants, newTokens: number, cachedTokens: number): number => {
  const middle = cachedTokens + newTokens / 2
  return newTokens * (attentionFlops(k.kv, middle) * k.prefill.perAttentionFlop + k.kv.indexFlops * middle * k.prefill.perIndexFlop)
}

/** c = c_lin + c_attn [s]. */
export const prefillSeconds = (k: Constants, newTokens: number, cachedTokens: number): number =>
  linearPrefillSeconds(k, newTokens) + attentionPrefillSeconds(k, newTokens, cachedTokens)

/** lone(I): a prompt with the replica to itself, host latency included [s]. */
export const lonePrefillSeconds = (k: Constants, newTokens: number, cachedTokens: number): number => {
  const { prefill } = k
  const compute = prefillSeconds(k, newTokens, cachedTokens) + prefill.padding
  const memory = prefill.denseMemory + prefill.expertMemory * expertsTouched(k.step.untouchedLog, newTokens)
  return prefill.host + prefill.hostPerToken * newTokens + prefill.eager + smoothMax(compute, memory)
}

/** e: what prefills admitted in the same step share [s]: expert padding and launch overhead. */
export const sharedPrefillSeconds = (k: Constants): number => k.prefill.padding + k.prefill.mixedEager * k.prefill.eager

/** How many tokens does a request take with another model (`method.md` 1)? The same numbers go to the API bill and to the GPUs. */
import { formula } from '../explain.ts'

export const candidateInput = formula({
  id: 'candidate-input',
  title: 'Input tokens of a request with the candidate model',
  unit: 'token/request',
  inputs: { input: 'token/request', tokenRatio: '1' },
  text: 'input * tokenRatio',
  source: 'method.md 1',
  compute: ({ input, tokenRatio }) => input * tokenRatio,
})

export const candidateOutput = formula({
  id: 'candidate-output',
  title: 'Output tokens of a request with the candidate model',
  unit: 'token/request',
  inputs: { visible: 'token/request', reasoning: 'token/request', tokenRatio: '1', visibleVerbosity: '1', reasoningVerbosity: '1' },
  text: 'tokenRatio * (visible * visibleVerbosity + reasoning * reasoningVerbosity)',
  source: 'method.md 1',
  compute: ({ visible, reasoning, tokenRatio, visibleVerbosity, reasoningVerbosity }) =>
    tokenRatio * (visible * visibleVerbosity + reasoning * reasoningVerbosity),
})

/** Tokens a request, as the model the counts were taken with counts them. */
export interface RequestTokens {
  readonly inputTokens: number
  /** visible */
  readonly outputTokens: number
  readonly reasoningTokens: number
}

export interface Verbosity {
  readonly visible: number
  readonly reasoning: number
}

/**
 * A workload in the candidate's tokens: what API offers, rented and owned GPUs alike are priced with. Shares of the input (cached, written)
 * stay what they are; length tiers and context windows look at the new lengths. Ratios of 1 change nothing.
 */
export const candidateDemand = <W extends RequestTokens>(workload: W, tokenRatio: number, verbosity: Verbosity): W => {
  const part = (visible: number, reasoning: number): number =>
    candidateOutput.bare({
      visible,
      reasoning,
      tokenRatio,
      visibleVerbosity: verbosity.visible,
      reasoningVerbosity: verbosity.reasoning,
    })
  return {
    ...workload,
    inputTokens: candidateInput.bare({ input: workload.inputTokens, tokenRatio }),
    outputTokens: part(workload.outputTokens, 0),
    reasoningTokens: part(0, workload.reasoningTokens),
  }
}

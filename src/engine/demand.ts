/** How many requests and tokens of each kind a month brings (`method.md` 1), also read back from a current bill. */
import { formula } from './explain.ts'

export const requestsOfMonth = formula({
  id: 'requests-of-month',
  title: 'Requests in the month',
  unit: 'request/month',
  inputs: { requests: 'request/month', growth: '1', monthIndex: '1', retries: '1' },
  text: 'requests * (1 + growth) ^ monthIndex * (1 + retries)',
  source: 'method.md 1',
  compute: ({ requests, growth, monthIndex, retries }) => requests * (1 + growth) ** monthIndex * (1 + retries),
})

export const plainTokens = formula({
  id: 'plain-tokens',
  title: 'Plain input of a request',
  unit: 'token/request',
  inputs: { input: 'token/request', tokenizer: '1', cached: '1', written: '1' },
  text: 'input * tokenizer * max(0, 1 - cached - written)',
  source: 'method.md 1',
  compute: ({ input, tokenizer, cached, written }) => input * tokenizer * Math.max(0, 1 - cached - written),
})

export const shareOfInputTokens = formula({
  id: 'share-of-input-tokens',
  title: 'Input of a request read from or written to a cache',
  unit: 'token/request',
  inputs: { input: 'token/request', tokenizer: '1', share: '1' },
  text: 'input * tokenizer * share',
  source: 'method.md 1',
  compute: ({ input, tokenizer, share }) => input * tokenizer * share,
})

export const outputTokens = formula({
  id: 'output-tokens',
  title: 'Output of a request, reasoning included',
  unit: 'token/request',
  inputs: { visible: 'token/request', reasoning: 'token/request', tokenizer: '1', verbosity: '1', reasoningRatio: '1' },
  text: 'tokenizer * (visible * verbosity + reasoning * reasoningRatio)',
  source: 'method.md 1',
  compute: ({ visible, reasoning, tokenizer, verbosity, reasoningRatio }) => tokenizer * (visible * verbosity + reasoning * reasoningRatio),
})

export interface TokensPerRequest {
  readonly plain: number
  readonly read: number
  readonly write: number
  readonly out: number
}

export type TokenKind = keyof TokensPerRequest
export const TOKEN_KINDS = ['plain', 'read', 'write', 'out'] as const satisfies readonly TokenKind[]

/** Candidate model ÷ the model the counts were taken with. */
export interface TokenRatios {
  readonly tokenizer: number
  readonly verbosity: number
  readonly reasoning: number
}
export const SAME_MODEL: TokenRatios = { tokenizer: 1, verbosity: 1, reasoning: 1 }

export const tokensPerRequest = (
  workload: {
    readonly inputTokens: number
    readonly cachedShare: number
    readonly cacheWriteShare: number
    readonly outputTokens: number
    readonly reasoningTokens: number
  },
  ratios: TokenRatios = SAME_MODEL,
): TokensPerRequest => {
  const { inputTokens: input, cachedShare: cached, cacheWriteShare: written } = workload
  const { tokenizer, verbosity, reasoning: reasoningRatio } = ratios
  return {
    plain: plainTokens.bare({ input, tokenizer, cached, written }),
    read: shareOfInputTokens.bare({ input, tokenizer, share: cached }),
    write: shareOfInputTokens.bare({ input, tokenizer, share: written }),
    out: outputTokens.bare({
      visible: workload.outputTokens,
      reasoning: workload.reasoningTokens,
      tokenizer,
      verbosity,
      reasoningRatio,
    }),
  }
}

export const requestsBehindBill = formula({
  id: 'requests-behind-bill',
  title: 'Requests a month behind the current bill',
  unit: 'request/month',
  inputs: { bill: 'USD/month', usdPerRequest: 'USD/request', discount: '1', support: '1', retries: '1' },
  text: 'bill / (usdPerRequest * (1 - discount) * (1 + support) * (1 + retries))',
  source: 'method.md 1 [F15]',
  compute: ({ bill, usdPerRequest, discount, support, retries }) => bill / (usdPerRequest * (1 - discount) * (1 + support) * (1 + retries)),
})

export type RequestsFromBill =
  | { readonly possible: true; readonly requestsPerMonth: number }
  | { readonly possible: false; readonly why: 'bill does not exceed the commitment' | 'a request costs nothing' }

/**
 * Wanted requests a month (before retries) behind a bill in month 0 [F15]. `usdPerRequest` is the list cost of one request with its batch
 * share, without fees; any use below the commitment gives the same bill, so that does not identify the requests.
 */
export const requestsFromBill = (bill: {
  readonly bill: number
  readonly usdPerRequest: number
  readonly retryShare: number
  readonly discount: number
  readonly support: number
  readonly commitment: number
}): RequestsFromBill => {
  const smallest = bill.commitment * (1 + bill.support)
  if (bill.commitment > 0 && bill.bill <= smallest) return { possible: false, why: 'bill does not exceed the commitment' }
  const requestsPerMonth = requestsBehindBill.bare({
    bill: bill.bill,
    usdPerRequest: bill.usdPerRequest,
    discount: bill.discount,
    support: bill.support,
    retries: bill.retryShare,
  })
  return Number.isFinite(requestsPerMonth) ? { possible: true, requestsPerMonth } : { possible: false, why: 'a request costs nothing' }
}

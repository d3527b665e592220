/** What `size` is asked, checked: which model on which GPU, the lengths of its requests and the latency targets. */
import * as z from 'zod/mini'

const text = z.string('must be text').check(z.minLength(1, 'must not be empty'))
const positive = z.number('must be a number').check(z.gt(0, 'must be more than 0'))
const tokens = z.number('must be a number').check(z.minimum(0, 'must not be negative'), z.maximum(1e9, 'must be at most 1,000,000,000'))
const share = z.number('must be a number').check(z.minimum(0, 'must be between 0 and 1'), z.maximum(1, 'must be between 0 and 1'))
const spread = z.number('must be a number').check(z.minimum(0, 'must not be negative'), z.maximum(10, 'must be at most 10'))

const jobSchema = z.strictObject(
  {
    model: text,
    /** a GPU id (h100-sxm) or serving system (h100) */
    gpu: text,
    /** absent or null: as the maker publishes the weights */
    precision: z.optional(z.nullable(z.enum(['bf16', 'fp8', 'int4', 'fp4'], 'must be bf16, fp8, int4 or fp4'))),
    engine: z._default(z.enum(['vllm', 'sglang', 'trtllm'], 'must be vllm, sglang or trtllm'), 'vllm'),
    /** means a request */
    inputTokens: tokens,
    outputTokens: tokens.check(z.minimum(1, 'must be at least 1')),
    cachedShare: z._default(share, 0),
    sharedPrefixShare: z._default(share, 0),
    /** coefficients of variation of the lengths; 0: all requests alike */
    cvInput: z._default(spread, 0),
    cvOutput: z._default(spread, 0),
    /** p95 targets */
    ttftSeconds: positive,
    tpotSeconds: positive,
    /** prompt tokens a step may carry; absent: 8,192, on small cards 2,048 */
    chunkTokens: z.optional(positive),
    maxSequences: z._default(
      z.int('must be a whole number').check(z.minimum(1, 'must be at least 1'), z.maximum(65536, 'must be at most 65,536')),
      256,
    ),
  },
  'must be an object',
)

export type Job = z.infer<typeof jobSchema>

const messageOf = (issue: z.core.$ZodIssue, given: unknown): string => {
  if (issue.code === 'unrecognized_keys') return `unknown field ${issue.keys.map((key) => `"${key}"`).join(', ')}`
  const field = issue.path.join('.')
  if (field === '') return 'a job is a JSON object with model, gpu, inputTokens, outputTokens, ttftSeconds and tpotSeconds'
  const absent = typeof given === 'object' && given !== null && !Object.hasOwn(given, field)
  return `${field}: ${absent ? 'is missing' : issue.message}`
}

/** `given`: a parsed value, or JSON text. */
export const readJob = (given: unknown): Job | { readonly error: string } => {
  let value = given
  if (typeof given === 'string') {
    try {
      value = JSON.parse(given)
    } catch (error) {
      // a deeply nested text overflows the parser's stack
      return { error: `not valid JSON (${error instanceof SyntaxError ? error.message : 'nested too deeply'})` }
    }
  }
  const parsed = jobSchema.safeParse(value)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    return { error: issue === undefined ? 'not a job' : messageOf(issue, value) }
  }
  const job = parsed.data
  return job.sharedPrefixShare > job.cachedShare ? { error: 'sharedPrefixShare: must be at most cachedShare' } : job
}

/**
 * Where a provider lists no price for cache writes or reads: is there no such charge (billed as plain input) or is it
 * unknown? `read` and `write` are [decision, why, source title]. "Stored copy" sources were read on 2026-11-23 through
 * a search index; "recalled" ones were not opened.
 */
const RECALLED = (page) => `${page} (recalled, not opened)`
const COPY = (url) => `${url} (stored copy, read 2026-11-23)`
const AUTOMATIC =
  'Caching is automatic and the price list has input, cached input and output only: written tokens are billed as plain input.'
const NO_DISCOUNT = 'Only models with a listed cached price get a discount here; for the others all input is billed as input.'

export const PROVIDER_DECISIONS = {
  openai: {
    write: [
      'unknown',
      'Since GPT-5.6 OpenAI charges cache writes above plain input, so an unlisted write price is not free.',
      COPY('https://reference.langchain.com/python/deepagents-code/cold_cache/CacheWriteBucket'),
    ],
    read: [
      'unknown',
      'Every OpenAI model has its own cached price; none was seen.',
      RECALLED('https://developers.openai.com/api/docs/pricing'),
    ],
  },
  azure: {
    write: [
      'unknown',
      'Azure charges writes on OpenAI models; for open models hosted there no statement was found.',
      RECALLED('Azure AI Foundry pricing'),
    ],
    read: ['unknown', 'No statement was found.', RECALLED('Azure AI Foundry pricing')],
  },
  'amazon-bedrock': {
    write: [
      'as-plain',
      'Bedrock caches only on models it lists as supported, and lists their prices; on the others all input is billed as input.',
      COPY('https://docs.aws.amazon.com/bedrock/latest/userguide/prompt-caching.html'),
    ],
    read: [
      'as-plain',
      'Bedrock caches only on models it lists as supported, and lists their prices; on the others all input is billed as input.',
      COPY('https://docs.aws.amazon.com/bedrock/latest/userguide/prompt-caching.html'),
    ],
  },
  anthropic: {
    write: [
      'unknown',
      'Anthropic charges writes per time to live; an unlisted price is not free.',
      COPY('https://platform.claude.com/docs/en/build-with-claude/prompt-caching'),
    ],
    read: [
      'unknown',
      'The read multiplier differs by model.',
      COPY('https://platform.claude.com/docs/en/build-with-claude/prompt-caching'),
    ],
  },
  google: {
    write: [
      'as-plain',
      'Tokens that create a cache are billed at the standard input price; implicit caching has no storage fee, explicit caching is billed per hour on top.',
      COPY('https://docs.cloud.google.com/vertex-ai/generative-ai/docs/context-cache/context-cache-overview'),
    ],
    read: [
      'unknown',
      'Implicit caching gives a discount; the cached price of this model was not seen.',
      COPY('https://docs.cloud.google.com/vertex-ai/generative-ai/docs/context-cache/context-cache-overview'),
    ],
  },
  'google-vertex': {
    write: [
      'as-plain',
      'Tokens that create a cache are billed at the standard input price; implicit caching has no storage fee, explicit caching is billed per hour on top.',
      COPY('https://docs.cloud.google.com/vertex-ai/generative-ai/docs/context-cache/context-cache-overview'),
    ],
    read: [
      'unknown',
      'Implicit caching gives a discount; the cached price of this model was not seen.',
      COPY('https://docs.cloud.google.com/vertex-ai/generative-ai/docs/context-cache/context-cache-overview'),
    ],
  },
  xai: {
    write: [
      'as-plain',
      'Grok caching is automatic with no write fee.',
      COPY('https://docs.apiyi.com/en/api-capabilities/grok/prompt-caching.md quoting docs.x.ai'),
    ],
    read: [
      'unknown',
      'Cached input has its own price per model; none was seen.',
      COPY('https://docs.x.ai/developers/advanced-api-usage/prompt-caching/usage-and-pricing'),
    ],
  },
  mistral: {
    write: [
      'as-plain',
      'Cached tokens are billed at 10 % of input; no charge for writing is named.',
      COPY('https://docs.mistral.ai/studio-api/conversations/advanced/prompt-caching'),
    ],
    read: [
      'unknown',
      'Cached input has its own price; none was seen.',
      COPY('https://docs.mistral.ai/studio-api/conversations/advanced/prompt-caching'),
    ],
  },
  cohere: {
    write: ['as-plain', 'Cohere bills input and output tokens only; it documents no prompt cache.', RECALLED('https://cohere.com/pricing')],
    read: ['as-plain', 'Cohere bills input and output tokens only; it documents no prompt cache.', RECALLED('https://cohere.com/pricing')],
  },
  openrouter: {
    write: [
      'as-plain',
      'OpenRouter passes the upstream price on; the upstreams of these models cache automatically and it lists no write price for them.',
      COPY('https://openrouter.ai/docs/features/prompt-caching'),
    ],
    read: ['unknown', 'Depends on the upstream provider.', COPY('https://openrouter.ai/docs/features/prompt-caching')],
  },
  meta: {
    write: ['unknown', 'A cached price is listed; whether writing is charged was not found.', 'no document found'],
    read: ['unknown', 'No statement was found.', 'no document found'],
  },
  together: {
    write: ['as-plain', AUTOMATIC, RECALLED('https://www.together.ai/pricing')],
    read: ['as-plain', NO_DISCOUNT, RECALLED('https://www.together.ai/pricing')],
  },
  deepseek: {
    write: [
      'as-plain',
      'Disk caching is on for all users and billing is by actual hits; a miss is plain input.',
      COPY('https://platform.deepseek.com/api-docs/guides/kv_cache/'),
    ],
    read: ['unknown', 'Every DeepSeek model has its own cache-hit price.', COPY('https://platform.deepseek.com/api-docs/guides/kv_cache/')],
  },
  'deepseek-cn': {
    write: [
      'as-plain',
      'Disk caching is on for all users and billing is by actual hits; a miss is plain input.',
      COPY('https://platform.deepseek.com/api-docs/guides/kv_cache/'),
    ],
    read: ['unknown', 'Every DeepSeek model has its own cache-hit price.', COPY('https://platform.deepseek.com/api-docs/guides/kv_cache/')],
  },
  fireworks: {
    write: [
      'as-plain',
      'Serverless use is billed in three counts: prompt, cached prompt and generated tokens; there is no write count.',
      COPY('https://docs.fireworks.ai/faq-new/models-inference/what-is-a-token.md'),
    ],
    read: [
      'unknown',
      'Cached tokens are discounted by a share that varies by model.',
      COPY('https://docs.fireworks.ai/faq-new/billing-pricing/is-prompt-caching-billed-differently.md'),
    ],
  },
  baseten: {
    write: ['as-plain', AUTOMATIC, RECALLED('https://www.baseten.co/pricing')],
    read: ['unknown', 'No statement was found.', RECALLED('https://www.baseten.co/pricing')],
  },
  'cloudflare-workers-ai': {
    write: ['as-plain', AUTOMATIC, RECALLED('https://developers.cloudflare.com/workers-ai/platform/pricing')],
    read: ['unknown', 'No statement was found.', RECALLED('https://developers.cloudflare.com/workers-ai/platform/pricing')],
  },
  doubleword: {
    write: ['unknown', 'No statement about cache writes was found.', 'no document found'],
    read: ['unknown', 'No statement was found.', 'no document found'],
  },
  novita: {
    write: ['as-plain', AUTOMATIC, RECALLED('https://novita.ai/pricing')],
    read: ['as-plain', NO_DISCOUNT, RECALLED('https://novita.ai/pricing')],
  },
  alibaba: {
    write: [
      'as-plain',
      'Implicit caching cannot be switched off and bills created tokens at 100 % of input (explicit caching: 125 %).',
      COPY('https://help.aliyun.com/en/model-studio/context-cache'),
    ],
    read: [
      'unknown',
      'Implicit reads are typically 20 %, explicit ones 10 % of input; none was seen for this model.',
      COPY('https://help.aliyun.com/en/model-studio/context-cache'),
    ],
  },
  'alibaba-cn': {
    write: [
      'as-plain',
      'The listed cached price is 20 % of input, that of implicit caching, which bills created tokens at 100 % of input.',
      COPY('https://help.aliyun.com/en/model-studio/context-cache'),
    ],
    read: [
      'unknown',
      'Implicit reads are typically 20 %, explicit ones 10 % of input; none was seen for this model.',
      COPY('https://help.aliyun.com/en/model-studio/context-cache'),
    ],
  },
  groq: {
    write: [
      'as-plain',
      'Caching is automatic on the models Groq lists, without an extra fee.',
      RECALLED('https://console.groq.com/docs/prompt-caching'),
    ],
    read: ['as-plain', NO_DISCOUNT, RECALLED('https://console.groq.com/docs/prompt-caching')],
  },
  cerebras: {
    write: [
      'as-plain',
      'The cached price equals input on the models where one is listed: caching changes speed, not price.',
      RECALLED('https://inference-docs.cerebras.ai/capabilities/prompt-caching'),
    ],
    read: [
      'as-plain',
      'The cached price equals input on the models where one is listed: caching changes speed, not price.',
      RECALLED('https://inference-docs.cerebras.ai/capabilities/prompt-caching'),
    ],
  },
  moonshotai: {
    write: [
      'as-plain',
      'Up to K3 caching is automatic and writing is not charged (note at amazon-bedrock/kimi-k3@us); K3.1 lists write prices.',
      'curated note at amazon-bedrock/kimi-k3@us, api-prices.json',
    ],
    read: ['unknown', 'Every Kimi model has its own cache-hit price.', RECALLED('https://platform.moonshot.ai/docs/pricing')],
  },
  'moonshotai-cn': {
    write: [
      'as-plain',
      'Up to K3 caching is automatic and writing is not charged (note at amazon-bedrock/kimi-k3@us).',
      'curated note at amazon-bedrock/kimi-k3@us, api-prices.json',
    ],
    read: ['unknown', 'Every Kimi model has its own cache-hit price.', RECALLED('https://platform.moonshot.ai/docs/pricing')],
  },
  modal: {
    write: ['unknown', 'A cached price is listed; whether writing is charged was not found.', 'no document found'],
    read: ['unknown', 'No statement was found.', 'no document found'],
  },
  zai: {
    write: [
      'as-plain',
      'Context caching is automatic; hits have their own price and storage is free for a limited time.',
      RECALLED('https://docs.z.ai/guides/overview/pricing'),
    ],
    read: ['unknown', 'Every GLM model has its own cached price.', RECALLED('https://docs.z.ai/guides/overview/pricing')],
  },
  'zhipuai-cn': {
    write: [
      'as-plain',
      'Context caching is automatic; hits have their own price and storage is free for a limited time.',
      RECALLED('https://bigmodel.cn/pricing'),
    ],
    read: ['unknown', 'Every GLM model has its own cached price.', RECALLED('https://bigmodel.cn/pricing')],
  },
  'vercel-ai-gateway': {
    write: ['unknown', 'The gateway passes the upstream price on; whether the upstream charges writes was not found.', 'no document found'],
    read: ['unknown', 'Depends on the upstream provider.', 'no document found'],
  },
  siliconflow: {
    write: ['as-plain', AUTOMATIC, RECALLED('https://siliconflow.com/pricing')],
    read: ['unknown', 'No statement was found.', RECALLED('https://siliconflow.com/pricing')],
  },
  deepinfra: {
    write: ['as-plain', AUTOMATIC, RECALLED('https://deepinfra.com/pricing')],
    read: [
      'unknown',
      'DeepInfra discounts cached tokens on some models; the price for this one was not found.',
      RECALLED('https://deepinfra.com/pricing'),
    ],
  },
  minimax: {
    write: [
      'as-plain',
      'Automatic caching bills nothing extra for writing (only the explicit mode of the Anthropic-style API does).',
      COPY('https://platform.minimaxi.com/docs/api-reference/text-prompt-caching'),
    ],
    read: [
      'unknown',
      'Cache hits have their own price per model.',
      COPY('https://platform.minimaxi.com/docs/api-reference/text-prompt-caching'),
    ],
  },
  'minimax-cn': {
    write: [
      'as-plain',
      'Automatic caching bills nothing extra for writing (only the explicit mode of the Anthropic-style API does).',
      COPY('https://platform.minimaxi.com/docs/api-reference/text-prompt-caching'),
    ],
    read: [
      'unknown',
      'Cache hits have their own price per model.',
      COPY('https://platform.minimaxi.com/docs/api-reference/text-prompt-caching'),
    ],
  },
  xiaomi: {
    write: [
      'as-plain',
      'The list has prices for cache hit, cache miss and output only: what is written is a miss.',
      RECALLED('https://platform.xiaomimimo.com pricing'),
    ],
    read: ['unknown', 'No statement was found.', RECALLED('https://platform.xiaomimimo.com pricing')],
  },
  'xiaomi-cn': {
    write: [
      'as-plain',
      'The list has prices for cache hit, cache miss and output only: what is written is a miss.',
      RECALLED('https://platform.xiaomimimo.com pricing'),
    ],
    read: ['unknown', 'No statement was found.', RECALLED('https://platform.xiaomimimo.com pricing')],
  },
  stepfun: {
    write: [
      'as-plain',
      'The list has prices for cache hit, cache miss and output only: what is written is a miss.',
      RECALLED('https://platform.stepfun.com/docs/pricing'),
    ],
    read: ['unknown', 'No statement was found.', RECALLED('https://platform.stepfun.com/docs/pricing')],
  },
  'stepfun-cn': {
    write: [
      'as-plain',
      'The list has prices for cache hit, cache miss and output only: what is written is a miss.',
      RECALLED('https://platform.stepfun.com/docs/pricing'),
    ],
    read: ['unknown', 'No statement was found.', RECALLED('https://platform.stepfun.com/docs/pricing')],
  },
  'tencent-cn': {
    write: [
      'as-plain',
      'The list has prices for cache hit, input and output only: what is written is plain input.',
      RECALLED('https://cloud.tencent.com/document/product/1729 pricing'),
    ],
    read: ['unknown', 'No statement was found.', RECALLED('https://cloud.tencent.com/document/product/1729 pricing')],
  },
  'baidu-cn': {
    write: [
      'as-plain',
      'Qianfan lists a cache-hit price beside input and output: what is written is plain input.',
      RECALLED('https://cloud.baidu.com/doc/qianfan pricing'),
    ],
    read: [
      'unknown',
      'Qianfan discounts cache hits on some models; the price for this one was not found.',
      RECALLED('https://cloud.baidu.com/doc/qianfan pricing'),
    ],
  },
  'volcengine-cn': {
    write: [
      'as-plain',
      'Written tokens are billed as input; storage is charged per hour (cacheStoragePerMTokHour).',
      RECALLED('https://www.volcengine.com/docs/82379 pricing'),
    ],
    read: ['unknown', 'Cached input has its own price per model and tier.', RECALLED('https://www.volcengine.com/docs/82379 pricing')],
  },
  'ant-cn': {
    write: ['unknown', 'No statement about caching was found.', 'no document found'],
    read: ['unknown', 'No statement about caching was found.', 'no document found'],
  },
}

/** Offers that differ from their provider. */
export const OFFER_DECISIONS = {
  'openai/gpt-5.4-nano': {
    write: [
      'as-plain',
      'Before GPT-5.6 OpenAI did not charge cache writes: the miss is plain input.',
      COPY('https://reference.langchain.com/python/deepagents-code/cold_cache/CacheWriteBucket'),
    ],
  },
  'alibaba/qwen4-max': {
    write: [
      'unknown',
      'Which cache mode the cached price (5 % of input) belongs to was not seen, so the write price is open.',
      'curated note at alibaba/qwen4-max, api-prices.json',
    ],
  },
  'moonshotai-cn/kimi-k3.1-pro': {
    write: [
      'unknown',
      'The USD list charges writes for K3.1 (5 min as input, 1 h twice input); the CNY list was not seen.',
      'curated note at moonshotai/kimi-k3.1-pro, api-prices.json',
    ],
  },
  'vercel-ai-gateway/glm-5.3-flashx': {
    write: [
      'as-plain',
      'The upstream is Z.ai, whose caching is automatic without a write charge.',
      RECALLED('https://docs.z.ai/guides/overview/pricing'),
    ],
  },
}

/** Offers that an enterprise buyer usually cannot take: shown, never chosen. */
export const RESTRICTED = {
  'meta/muse-spark-1.3@contributor': 'Contributor tier: by its name a data-sharing tier; an enterprise buyer usually cannot use it.',
  'amazon-bedrock/gpt-oss-120b@govcloud': 'AWS GovCloud accounts only.',
}

/** Providers whose listed service level is not stated: cautious, taken as deferrable work only. */
export const DEFERRABLE_PROVIDERS = {
  doubleword:
    'Sells mainly batch and asynchronous inference and the service level of this price was not seen: treated as taking only work that may wait.',
}

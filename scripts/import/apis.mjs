/** How do the curated token offers become data/apis/<provider>.json with dated price entries? */
import { dateIn } from './common.mjs'
import { DEFERRABLE_PROVIDERS, OFFER_DECISIONS, PROVIDER_DECISIONS, RESTRICTED } from './cache-decisions.mjs'

const PROVIDER_LEVEL_BATCH = new Set(['together', 'fireworks', 'amazon-bedrock'])

const prices = (row, writes) => ({ plain: row.input, read: row.cachedInput ?? null, writes, out: row.output })

/** A tier that names one write price means the shortest-lived cache; prices of longer-lived ones are then unknown. */
const tierWrites = (listed, tier) => {
  if (listed === null) return {}
  if (tier !== null && typeof tier === 'object') return tier
  const [first, ...others] = Object.keys(listed)
  return Object.fromEntries([[first, tier], ...others.map((ttl) => [ttl, null])])
}

const entriesOf = (row, source, checkedOn) => {
  const base = { input: row.inputPerMTok, output: row.outputPerMTok, cachedInput: row.cachedInputPerMTok }
  const writes = row.cacheWritePerMTok ?? {}
  const inclusive = /inclusive|>=/.test((row.longContextRule ?? '').replace('exclusive >', ''))
  // novita: ">= 524,288" is stored as 524,287 and compared exclusively
  const stored = row.longContextRule?.startsWith('>= 524,288') === true ? false : inclusive
  const common = { source, checkedOn, confidence: row.confidence }
  const now = {
    from: row.effectiveFrom,
    status: 'in-force',
    prices: prices(base, writes),
    offPeak: row.offPeak === null ? null : prices(row.offPeak, {}),
    tiers: row.longContextTiers.map((tier) => ({
      aboveTokens: tier.aboveInputTokens,
      inclusive: stored,
      prices: prices(tier, tierWrites(row.cacheWritePerMTok, tier.cacheWrite)),
    })),
    ...(row.longContextRule === null ? {} : { tierRule: row.longContextRule }),
    ...common,
  }
  const later = (row.scheduledChanges ?? []).map((change) => ({
    from: change.from,
    status: 'scheduled',
    prices: prices(change, {}),
    offPeak: null,
    tiers: [],
    ...common,
  }))
  return [now, ...later]
}

const hoursOf = (text) => text.split('-').map((clock) => Number(clock.slice(0, 2)) + Number(clock.slice(3)) / 60)

const peakOf = (offPeak) => {
  if (offPeak === null) return null
  if (!offPeak.peakDays.startsWith('Mon-Fri')) throw new Error(`peak days not understood: ${offPeak.peakDays}`)
  return {
    days: [0, 1, 2, 3, 4],
    windows: offPeak.peakHoursUTC.map(hoursOf),
    utcOffsetHours: 0,
    note: `${offPeak.peakDays}; ${offPeak.note}; time zone as given: ${offPeak.timezone}`,
  }
}

const serviceTiersOf = (row) => {
  const tiers = []
  if (row.flexMultiplier !== null) tiers.push({ id: 'flex', multiplier: row.flexMultiplier })
  const priority = row.priorityMultiplier
  if (typeof priority === 'number') tiers.push({ id: 'priority', multiplier: priority })
  else if (priority !== null)
    tiers.push({ id: 'priority', multiplier: null, low: priority.min, high: priority.max, note: 'only a range is known' })
  for (const { name, ...tier } of row.otherServiceTiers ?? []) tiers.push({ id: name, ...tier })
  return tiers
}

const REGIONAL_VARIANT = /regional|^us$|govcloud/

const upliftOf = (row, sources) => {
  const uplift = row.regionalUplift
  if (uplift === null) return null
  return {
    multiplier: uplift.multiplier ?? null,
    scope: uplift.scope ?? uplift.note,
    included: row.variant !== null && REGIONAL_VARIANT.test(row.variant),
    ...(uplift.source === undefined ? {} : { source: sources.id(uplift.source, dateIn(uplift.source)) }),
  }
}

const decision = ([decided, why, title], sources) => ({ decision: decided, why, source: sources.id(title) })

const servesOf = (row) => {
  if (row.variant === 'batch' || DEFERRABLE_PROVIDERS[row.provider] !== undefined) return 'batch'
  return row.variant === 'spot' ? 'spot' : 'interactive'
}

const batchNoteOf = (row) => {
  if (DEFERRABLE_PROVIDERS[row.provider] !== undefined) return DEFERRABLE_PROVIDERS[row.provider]
  if (row.batchDiscount !== null && PROVIDER_LEVEL_BATCH.has(row.provider)) return 'Provider-level statement, not read for this model.'
  return undefined
}

export const importApis = (rows, modelIdOf, sources) => {
  sources.group('apis')
  const providers = new Map()
  for (const row of rows) {
    const ids = row.sources.map((source) => sources.id(source.url ?? source.path, source.date))
    const checkedOn = row.sources
      .map((source) => dateIn(source.date))
      .sort()
      .at(-1)
    if (!providers.has(row.provider)) {
      const rule = PROVIDER_DECISIONS[row.provider]
      if (rule === undefined) throw new Error(`no cache decision for provider ${row.provider}`)
      providers.set(row.provider, {
        id: row.provider,
        name: row.providerName,
        cacheWriteWhenUnlisted: decision(rule.write, sources),
        cacheReadWhenUnlisted: decision(rule.read, sources),
        offers: [],
      })
    }
    const override = OFFER_DECISIONS[row.id]
    const batchNote = batchNoteOf(row)
    providers.get(row.provider).offers.push({
      id: row.id,
      modelId: modelIdOf(row.model),
      modelName: row.modelName,
      variant: row.variant,
      channel: row.channel,
      currency: row.currency,
      contextWindowTokens: row.contextWindow,
      maxOutputTokens: row.maxOutput,
      entries: entriesOf(row, ids[0], checkedOn),
      peak: peakOf(row.offPeak),
      batchMultiplier: row.batchDiscount === null ? null : 1 - row.batchDiscount,
      ...(batchNote === undefined ? {} : { batchNote }),
      serves: servesOf(row),
      restricted: RESTRICTED[row.id] ?? null,
      serviceTiers: serviceTiersOf(row),
      regionalUplift: upliftOf(row, sources),
      toolFees: row.toolFees,
      cacheStoragePerMTokHour: row.cacheStoragePerMTokHour,
      reasoningBilledAsOutput: row.reasoningBilledAsOutput,
      promo: row.promo,
      ...(override === undefined ? {} : { cacheWriteDecision: decision(override.write, sources) }),
      sources: ids,
      notes: row.notes === '' ? null : row.notes,
    })
  }
  return [...providers.values()]
}

/** How do the canonical ids, architectures, corrections and stubs become data/models/<id>.json? */
import { dateIn, without } from './common.mjs'

const MAKER_BY_HF_OWNER = {
  'deepseek-ai': ['DeepSeek', 'CN'],
  'zai-org': ['Zhipu / Z.ai', 'CN'],
  moonshotai: ['Moonshot AI (Kimi)', 'CN'],
  inclusionAI: ['Ant Group (Ling)', 'CN'],
  'meta-llama': ['Meta', 'US'],
  nvidia: ['NVIDIA', 'US'],
  mistralai: ['Mistral AI', 'FR'],
  Qwen: ['Alibaba (Qwen)', 'CN'],
  thinkingmachines: ['Thinking Machines', 'US'],
  XiaomiMiMo: ['Xiaomi (MiMo)', 'CN'],
}

/** One spelling of a maker where the price list and the quality list differ. */
const MAKER_SPELLING = {
  Alibaba: 'Alibaba (Qwen)',
  'Z.ai (Zhipu)': 'Zhipu / Z.ai',
  'Moonshot AI': 'Moonshot AI (Kimi)',
  Xiaomi: 'Xiaomi (MiMo)',
  Meituan: 'Meituan (LongCat)',
  Tencent: 'Tencent (Hunyuan)',
}

/** The precision a model is served at: as published, or the maker's own smaller variant (serving-model.md 2). */
export const servedPrecisionOf = (native) => {
  if (/^(mx)?fp4/.test(native)) return 'fp4'
  if (native.startsWith('int4')) return 'int4'
  if (native.startsWith('fp8')) return 'fp8'
  if (/\(fp8/.test(native)) return 'fp8'
  if (/\(nvfp4/.test(native)) return 'fp4'
  if (native === 'bf16') return 'bf16'
  throw new Error(`precision not understood: ${native}`)
}

const ARCHITECTURE_KEYS = [
  'name',
  'hf',
  'totalParams',
  'activeParams',
  'layers',
  'hidden',
  'vocab',
  'tiedEmbeddings',
  'experts',
  'topK',
  'moeLayers',
  'mtpLayers',
  'params',
  'attnGroups',
  'nativePrecision',
  'release',
  'licence',
  'licenceSource',
  'contextConfig',
  'source',
  'sourceBasis',
  'unknownOrInferred',
  'lookupTableParams',
  'lookupTableNote',
  'notes',
]

const sourceBasisOf = (row, confirmed) => {
  if (row.sourceBasis !== undefined) return row.sourceBasis
  if (confirmed !== undefined) return confirmed.basis
  return row.source.includes('from memory') ? 'recalled; checked only through the parameter total' : 'published config.json'
}

const openPoints = (row, confirmed) => {
  const points = [...(row.unknownOrInferred ?? [])]
  if (row.source.includes('from memory') && confirmed === undefined) points.push('dimensions written from memory of the published config')
  if (row.licenceSource?.includes('from memory') === true) points.push('licence from memory')
  return points
}

const architectureOf = (row, corrections, sources) => {
  const confirmed = corrections.find((one) => one.status.startsWith('confirmed') && one.fields.layers !== undefined)
  const changed = Object.assign({}, ...corrections.map((one) => one.fields))
  const source = confirmed === undefined ? row.source : confirmed.source
  return {
    name: row.name,
    hf: row.hf,
    totalParams: row.totalParams,
    activeParams: row.activeParams,
    layers: row.layers,
    hidden: row.hidden,
    vocab: row.vocab,
    tiedEmbeddings: row.tiedEmbeddings,
    experts: row.experts,
    topK: row.topK,
    moeLayers: row.moeLayers,
    mtpLayers: changed.mtpLayers ?? row.mtpLayers,
    params: row.params,
    lookupTableParams: row.lookupTableParams ?? null,
    attnGroups: row.attnGroups,
    nativePrecision: row.nativePrecision,
    servedPrecision: servedPrecisionOf(row.nativePrecision),
    contextTokens: changed.contextConfig ?? row.contextConfig,
    release: changed.release ?? row.release,
    source: sources.id(source, dateIn(source) === '2026-11-23' ? null : dateIn(source)),
    sourceBasis: sourceBasisOf(row, confirmed),
    unknownOrInferred: openPoints(row, confirmed),
    ...(row.notes === undefined && row.lookupTableNote === undefined
      ? {}
      : { notes: [row.notes, row.lookupTableNote].filter((text) => text !== undefined).join(' ') }),
  }
}

const historyOf = (row, corrections) =>
  corrections.map((one) => ({
    ...one,
    previous: Object.fromEntries(
      Object.keys(one.fields)
        .filter((key) => key in row)
        .map((key) => [key, row[key]]),
    ),
  }))

const missingText = (stub) =>
  stub === undefined
    ? 'No published architecture: API only.'
    : `The architecture is not known well enough to size it. Known: ${stub.knownFacts}. Not known: ${stub.unknownOrInferred.join(', ')}.`

export const importModels = ({ ids, published, added, corrections, apiRows, quality, rules }, sources) => {
  sources.group('models')
  const rows = [
    ...published.map((row) => ({ file: 'serving/models.json', row })),
    ...added.map((row) => ({ file: 'serving/models-new.json', row })),
  ]
  const byName = new Map(rows.map((one) => [one.row.name, one]))
  const correctionsFor = (name) => corrections.filter((one) => one.name.split(' / ').includes(name))
  return ids.map((id) => {
    const found = id.architecture === null ? undefined : byName.get(id.architecture)
    if (id.architecture !== null && found === undefined) throw new Error(`${id.id}: no architecture named ${id.architecture}`)
    const offers = apiRows.filter((row) => id.apiModels.includes(row.model))
    const scored = quality.find((one) => id.qualityIds.includes(one.id))
    const rule = rules.find((one) => id.ruleIds.includes(one.model_id))
    const known = found !== undefined && found.row.totalParams !== null
    const stub = found !== undefined && !known ? found.row : undefined
    const owner = found?.row.hf?.split('/')[0]
    const maker = offers[0]?.maker ?? MAKER_SPELLING[scored?.developer] ?? scored?.developer ?? MAKER_BY_HF_OWNER[owner]?.[0] ?? null
    const stated = offers.map((offer) => offer.openWeights).find((value) => value !== null)
    const fixes = found === undefined ? [] : correctionsFor(found.row.name)
    const licence = fixes.map((one) => one.fields.licence).find(Boolean) ?? found?.row.licence ?? rule?.licence ?? null
    const licenceWords =
      fixes.find((one) => one.fields.licence)?.source ?? (found?.row.licence == null ? rule && ruleSource(rule) : found.row.licenceSource)
    return {
      id: id.id,
      name: offers[0]?.modelName ?? scored?.name ?? found?.row.name ?? id.id,
      maker,
      makerCountry: offers[0]?.makerCountry ?? scored?.country ?? MAKER_BY_HF_OWNER[owner]?.[1] ?? null,
      openWeights: stated ?? scored?.open_weights ?? (known ? true : null),
      licence,
      licenceSource: licence === null ? null : (licenceWords ?? null),
      architecture: known ? architectureOf(found.row, fixes, sources) : null,
      architectureMissing: known ? null : missingText(stub),
      qualityIds: id.qualityIds,
      ruleIds: id.ruleIds,
      apiModels: id.apiModels,
      ...(found === undefined
        ? {}
        : { imported: { file: found.file, name: found.row.name, ...without(found.row, ...(known ? ARCHITECTURE_KEYS : ['name'])) } }),
      ...(fixes.length === 0 ? {} : { history: historyOf(found.row, fixes) }),
    }
  })
}

const ruleSource = (rule) => {
  const first = rule.source?.[0]
  return first === undefined ? 'rules/constraints.json' : `${first.url} (${first.date ?? 'no date'}, ${first.kind})`
}

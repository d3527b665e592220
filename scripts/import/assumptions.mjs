/** Which named defaults are neither a price nor an input of a preset? onprem.json with running.json's sourced values on top. */
import { GENERATED, basisTag } from './common.mjs'

const NOT_ASSUMPTIONS = new Set(['electricityUsdPerKwh', 'fteCostUsdPerYear'])

const isRange = (value) => value !== null && typeof value === 'object' && 'typical' in value

const datum = (row, sources) => ({
  value: row.typical,
  ...(row.low == null ? {} : { low: row.low }),
  ...(row.high == null ? {} : { high: row.high }),
  source: sources.id(row.source),
  checkedOn: GENERATED,
  basis: basisTag(row.basis),
  basisWords: row.basis,
  ...noteOf(row),
})

const noteOf = (row) => {
  const terms =
    row.terms === undefined
      ? undefined
      : Object.entries(row.terms)
          .map(([name, usd]) => `${name} ${usd} USD`)
          .join(', ')
  const text = [row.unit, row.note, terms, row.sources?.join(' ')].filter((part) => part !== undefined).join('; ')
  return text === '' ? {} : { note: text }
}

const flatten = (value, path, sources, out) => {
  if (isRange(value)) out[path] = datum(value, sources)
  else if (Array.isArray(value)) for (const row of value) out[`${path}.upTo${row.gpusUpTo}Gpus`] = datum(row, sources)
  else if (value !== null && typeof value === 'object')
    for (const [key, part] of Object.entries(value)) flatten(part, path === '' ? key : `${path}.${key}`, sources, out)
}

/** Figures that the curated README states without a file of their own. */
const FROM_README = {
  'outputTokens.openOverProprietaryAtEqualScore': {
    value: null,
    low: 1.6,
    high: 2.9,
    source: 'Artificial Analysis, median by score bin, quoted in the README of the curated data',
    checkedOn: '2026-08-22',
    basisWords: 'secondary',
    note: 'single pairs up to 17 ×; effort settings matter more than openness',
  },
  'tokens.currentClaudeOverEarlierClaude': {
    value: 1.3,
    source: 'Anthropic, quoted in the README of the curated data and at anthropic/claude-haiku-5.5',
    checkedOn: GENERATED,
    basisWords: 'secondary',
    note: 'tokens counted for the same text',
  },
  'apiPrices.unchangedForHalfAYearShare': {
    value: 0.97,
    source: 'pinned API prices observed for half a year (n = 200), README of the curated data',
    checkedOn: GENERATED,
    basisWords: 'derived',
    note: 'the default price path of a pinned model is 0 % a year',
  },
}

export const importAssumptions = (onprem, running, sources) => {
  sources.group('assumptions')
  const found = {}
  for (const [key, value] of Object.entries(onprem.defaults)) if (!NOT_ASSUMPTIONS.has(key)) flatten(value, key, sources, found)
  const history = {}
  const replace = (name, row) => {
    history[name] = found[name]
    found[name] = datum(row, sources)
  }
  const { pue, annualHardwareSupport, powerRecommended } = running
  replace('pue', {
    ...pue.recommended,
    source: pue.source,
    basis: pue.basis,
    note: `${found.pue.note}; not applied to all-in facility power; new builds: ${pue.newBuild}`,
  })
  replace('annualMaintenanceShareOfServerCapex', {
    ...annualHardwareSupport.recommended,
    source: annualHardwareSupport.values.map((one) => `${one.source}: ${one.sharePerYear} (${one.scope})`).join('; '),
    basis: annualHardwareSupport.basis,
    note: annualHardwareSupport.unknown,
  })
  replace('powerDraw.averageLoadFractionOfMax', powerRecommended.averageLoadFractionOfMax)
  replace('powerDraw.idleFractionOfMax', powerRecommended.idleFractionOfMax)
  const licence = running.softwareLicences.nvidiaAiEnterprise
  replace('softwareLicences.nvidiaAiEnterprise', {
    low: 0,
    typical: licence.usdPerGpuYear,
    high: licence.usdPerGpuYear,
    source: licence.source,
    basis: licence.basis,
    note: `USD/GPU-year; ${licence.note}; cloud ${licence.cloudPerGpuHour} USD per GPU-hour; optional: vLLM and SGLang need no licence`,
  })
  for (const [name, row] of Object.entries(FROM_README)) {
    found[name] = { ...row, source: sources.id(row.source, row.checkedOn), basis: basisTag(row.basisWords) }
  }
  return { values: found, history }
}

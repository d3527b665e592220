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
  return { values: found, history }
}

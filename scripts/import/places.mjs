/** What do electricity and staff cost where? running.json's sourced values win over onprem.json's recalled ones unless keepPrevious. */
import { GENERATED, basisTag } from './common.mjs'

const NAMES = {
  BG: 'Bulgaria',
  CZ: 'Czechia',
  EE: 'Estonia',
  GR: 'Greece',
  HU: 'Hungary',
  IS: 'Iceland',
  KZ: 'Kazakhstan',
  LT: 'Lithuania',
  LU: 'Luxembourg',
  PT: 'Portugal',
  RO: 'Romania',
  TR: 'Türkiye',
  'US-NJ': 'New Jersey',
  'US-PA': 'Pennsylvania',
  'US-IL': 'Illinois',
  'US-IN': 'Indiana',
  'US-NV': 'Nevada',
  'US-NC': 'North Carolina',
  'US-OR': 'Oregon',
  'US-UT': 'Utah',
  'US-AL': 'Alabama',
  'US-AR': 'Arkansas',
  'US-CO': 'Colorado',
  'US-ND': 'North Dakota',
  'US-NE': 'Nebraska',
  'US-FL': 'Florida',
  'US-MN': 'Minnesota',
  'US-MO': 'Missouri',
  'US-WI': 'Wisconsin',
  'US-MI': 'Michigan',
}

/** Which staff row covers a country; places without one stay unknown. */
const STAFF_REGION = {
  'DE/NL/FR/Nordics': ['DE', 'NL', 'FR', 'SE', 'FI', 'DK', 'NO', 'IS'],
  'Southern Europe': ['ES', 'IT', 'PT', 'GR'],
  'Eastern Europe': ['PL', 'BG', 'CZ', 'EE', 'HU', 'LT', 'RO'],
  'AE/SA': ['AE', 'SA'],
  'Latin America': ['BR', 'MX', 'CL'],
}

const recalled = (row, sources, note) => ({
  value: row.typical,
  low: row.low,
  high: row.high,
  source: sources.id(row.source),
  checkedOn: GENERATED,
  basis: basisTag(row.basis),
  basisWords: row.basis,
  ...(note === undefined ? {} : { note }),
})

const sourced = (row, sources) => ({
  value: row.typical ?? row.value2025H1,
  ...(row.low === undefined ? {} : { low: row.low, high: row.high }),
  source: sources.id(row.source),
  checkedOn: GENERATED,
  basis: basisTag(row.basis),
  basisWords: row.basis,
  note: [row.rule, row.note, row.confidence && `confidence: ${row.confidence}`].filter(Boolean).join('; '),
})

const staffFor = (id, onprem, running, sources) => {
  const country = id.split('-')[0]
  if (country === 'US') {
    const us = running.staff.US
    return {
      value: us.loadedTypical,
      low: us.loadedLow,
      high: us.loadedHigh,
      source: sources.id(`${us.baseSalary.source}; ${us.loadedFactorSource}`, us.baseSalary.date),
      checkedOn: GENERATED,
      basis: basisTag(us.basis),
      basisWords: us.basis,
      note: `base salary ${us.baseSalary.midLow} to ${us.baseSalary.midHigh} × ${us.loadedFactor}${id === 'US' ? '' : '; given for the whole country'}`,
    }
  }
  const region = Object.keys(STAFF_REGION).find((name) => STAFF_REGION[name].includes(country))
  const row = onprem.fteCostUsdPerYear[country] ?? onprem.fteCostUsdPerYear[region]
  if (row === undefined) return null
  return recalled(row, sources, region === undefined ? undefined : `given for "${region}"`)
}

export const importPlaces = (onprem, running, sources) => {
  sources.group('places')
  const ids = [...new Set([...Object.keys(onprem.electricityUsdPerKwh), ...Object.keys(running.electricityUsdPerKwh)])]
  return ids.map((id) => {
    const before = onprem.electricityUsdPerKwh[id]
    const after = running.electricityUsdPerKwh[id]
    const old = before === undefined ? null : recalled(before, sources)
    const fresh = after === undefined ? null : sourced(after, sources)
    const keep = fresh === null || after.keepPrevious === true
    const usStaff = id === 'US' ? recalled(onprem.fteCostUsdPerYear.US, sources) : null
    return {
      id,
      name: before?.name ?? NAMES[id] ?? after?.name ?? id,
      electricityUsdPerKwh: keep ? old : fresh,
      staffUsdPerYear: staffFor(id, onprem, running, sources),
      /** values not in use, with what speaks for the one that is */
      history: {
        electricityUsdPerKwh: keep ? fresh : old,
        staffUsdPerYear: usStaff,
        ...(after === undefined ? {} : { readings: after }),
      },
    }
  })
}

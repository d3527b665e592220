/**
 * Which figures did the curated folder hold when data/ was made? One-off: writes tests/data/imported-figures.json, a digest
 * of all numbers of each curated row (and of each file copied verbatim). Reads the originals only, never data/.
 * Usage: node scripts/freeze-figures.mjs ../shared/data
 */
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const from = resolve(process.argv[2] ?? join(here, '../../shared/data'))
const read = (file) => JSON.parse(readFileSync(join(from, file), 'utf8'))

/** All numbers below a value as "path=number". */
const figuresOf = (value, path = '') => {
  if (typeof value === 'number') return [`${path}=${value}`]
  if (Array.isArray(value)) return value.flatMap((part, index) => figuresOf(part, `${path}[${index}]`))
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, part]) => figuresOf(part, path === '' ? key : `${path}.${key}`))
}

const digest = (lines) =>
  createHash('sha256')
    .update([...lines].sort().join('\n'))
    .digest('hex')
    .slice(0, 16)

const files = {}
const freeze = (file, rows) => {
  const entries = rows.map(([key, value]) => [key, figuresOf(value)])
  files[file] = {
    figures: entries.reduce((sum, [, lines]) => sum + lines.length, 0),
    rows: Object.fromEntries(entries.map(([key, lines]) => [key, digest(lines)])),
  }
}
const byKey = (rows, key) => rows.map((row) => [row[key], row])
const byNumber = (rows) => rows.map((row, number) => [String(number), row])
const range = ({ low, typical, high }) => ({ low, typical, high })

freeze('prices/api-prices.json', byKey(read('prices/api-prices.json'), 'id'))
freeze('prices/fx.json', Object.entries(read('prices/fx.json').rates))
freeze('gpus/gpus.json', byKey(read('gpus/gpus.json').gpus, 'id'))
freeze('gpus/gpu-offers.json', byKey(read('gpus/gpu-offers.json'), 'id'))
freeze('gpus/ondemand-latest.json', byNumber(read('gpus/ondemand-latest.json').rows))
freeze('gpus/reserved.json', byNumber(read('gpus/reserved.json').rows))
freeze('gpus/china-offers.json', byNumber(read('gpus/china-offers.json').offers))
const purchase = read('gpus/purchase.json')
freeze(
  'gpus/purchase.json recommended',
  purchase.recommended.map((row) => [row.id, range(row.purchaseUsdPerGpuInServer)]),
)
freeze('gpus/purchase.json quotes', byNumber(purchase.quotes))
freeze('serving/models.json', byKey(read('serving/models.json'), 'name'))
freeze('serving/models-new.json', byKey(read('serving/models-new.json'), 'name'))
freeze('serving/coefficients.json', [['all', read('serving/coefficients.json')]])
freeze('traffic/traffic-profiles.json', byKey(read('traffic/traffic-profiles.json').profiles, 'id'))
freeze('traffic/workload-presets.json', byKey(read('traffic/workload-presets.json').presets, 'id'))

const ranges = (value, path, out) => {
  if (value === null || typeof value !== 'object') return out
  if ('typical' in value) out.push([path, range(value)])
  else if (Array.isArray(value)) for (const row of value) ranges(row, `${path}.upTo${row.gpusUpTo}Gpus`, out)
  else for (const [key, part] of Object.entries(value)) ranges(part, path === '' ? key : `${path}.${key}`, out)
  return out
}
freeze('gpus/onprem.json', ranges(read('gpus/onprem.json').defaults, '', []))
const running = read('gpus/running.json')
freeze('gpus/running.json electricity', Object.entries(running.electricityUsdPerKwh))
freeze('gpus/running.json recommended', [
  ['pue', range(running.pue.recommended)],
  ['annualMaintenanceShareOfServerCapex', range(running.annualHardwareSupport.recommended)],
  ['powerDraw.averageLoadFractionOfMax', range(running.powerRecommended.averageLoadFractionOfMax)],
  ['powerDraw.idleFractionOfMax', range(running.powerRecommended.idleFractionOfMax)],
  ['staff.US', { low: running.staff.US.loadedLow, typical: running.staff.US.loadedTypical, high: running.staff.US.loadedHigh }],
])

const VERBATIM = {
  'history/api-price-history.csv': 'prices/api-price-history.csv',
  'history/gpu-price-history.csv': 'gpus/gpu-price-history.csv',
  'history/gpu-price-annual-change.csv': 'gpus/gpu-price-annual-change.csv',
  'history/onprem.json': 'gpus/onprem.json',
  'history/running.json': 'gpus/running.json',
  'history/purchase.json': 'gpus/purchase.json',
  'history/china-offers.json': 'gpus/china-offers.json',
  'history/ondemand-latest.json': 'gpus/ondemand-latest.json',
  'history/models-corrections.json': 'serving/models-corrections.json',
  'history/traffic-profiles.json': 'traffic/traffic-profiles.json',
  'serving/acceptance-lengths.json': 'serving/acceptance-lengths.json',
  'serving/measurements-dev.csv': 'serving/measurements-dev.csv',
  'quality/quality.json': 'quality/quality.json',
  'quality/gap.csv': 'quality/gap.csv',
  'quality/tokenizers.json': 'quality/tokenizers.json',
}
const verbatim = Object.fromEntries(
  Object.entries(VERBATIM).map(([copy, original]) => [
    copy,
    createHash('sha256')
      .update(readFileSync(join(from, original)))
      .digest('hex'),
  ]),
)

/** Kept in another shape: the digest of its JSON with sorted keys and without nulls (tests/data/rules-read-back.ts puts it together again). */
const canonical = (value) => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const entries = Object.entries(value).filter(([, part]) => part !== null)
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`)
    .join(',')}}`
}
const rules = JSON.parse(readFileSync(join(from, 'rules/constraints.json'), 'utf8'))
const rebuilt = { 'rules/constraints.json': createHash('sha256').update(canonical(rules)).digest('hex') }

const target = join(here, '../tests/data/imported-figures.json')
writeFileSync(target, `${JSON.stringify({ frozenOn: '2026-11-23', files, verbatim, rebuilt }, null, 1)}\n`)

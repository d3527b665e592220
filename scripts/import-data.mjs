/**
 * How was data/ made? One-off: reads the curated folder (argument, default ../shared/data) and writes data/. Kept as the
 * record of every decision; the project builds without it. Later corrections are made in data/ by hand (data/README.md).
 */
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { importApis } from './import/apis.mjs'
import { importAssumptions } from './import/assumptions.mjs'
import { GENERATED, readJson, without } from './import/common.mjs'
import { importGpus, quotesOfOtherGpus } from './import/gpus.mjs'
import { importModels } from './import/models.mjs'
import { importOffers } from './import/offers.mjs'
import { importPlaces } from './import/places.mjs'
import { Sources } from './import/sources.mjs'
import { importPresets, importProfiles } from './import/traffic.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const from = resolve(process.argv[2] ?? join(here, '../../shared/data'))
const to = resolve(here, '../data')
const read = (file) => readJson(from, file)

const write = (file, value) => {
  const path = join(to, file)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`)
}
const writeEach = (folder, things) => {
  rmSync(join(to, folder), { recursive: true, force: true })
  for (const thing of things) write(`${folder}/${thing.id}.json`, thing)
}
const copy = (file, target) => {
  mkdirSync(dirname(join(to, target)), { recursive: true })
  cpSync(join(from, file), join(to, target), { recursive: true })
}

const sources = new Sources()
const ids = read('model-ids.json').models
const apiRows = read('prices/api-prices.json')
const gpus = read('gpus/gpus.json').gpus
const onprem = read('gpus/onprem.json')
const running = read('gpus/running.json')
const modelIdOf = (model) => {
  const found = ids.find((one) => one.apiModels.includes(model))
  if (found === undefined) throw new Error(`no canonical id for ${model}`)
  return found.id
}

writeEach('apis', importApis(apiRows, modelIdOf, sources))
writeEach(
  'models',
  importModels(
    {
      ids,
      published: read('serving/models.json'),
      added: read('serving/models-new.json'),
      corrections: read('serving/models-corrections.json').corrections,
      apiRows,
      quality: read('quality/quality.json').models,
      rules: read('rules/constraints.json').models,
    },
    sources,
  ),
)
const purchase = read('gpus/purchase.json')
writeEach('gpus', importGpus(gpus, purchase, sources))
writeEach(
  'offers',
  importOffers(
    {
      listed: read('gpus/gpu-offers.json'),
      latest: read('gpus/ondemand-latest.json').rows,
      terms: read('gpus/reserved.json').rows,
      china: read('gpus/china-offers.json').offers,
      gpuIds: new Set(gpus.map((gpu) => gpu.id)),
    },
    sources,
  ),
)
writeEach('places', importPlaces(onprem.defaults, running, sources))
const assumptions = importAssumptions(onprem, running, sources)
write('assumptions.json', assumptions)
writeEach('traffic/profiles', importProfiles(read('traffic/traffic-profiles.json'), sources))
writeEach('traffic/presets', importPresets(read('traffic/workload-presets.json'), sources))

const fx = read('prices/fx.json')
sources.group('fx')
write('fx.json', { ...fx, checkedOn: fx.retrieved, source: sources.id(fx.source, fx.date) })
write('as-of.json', { asOf: GENERATED })
for (const [group, list] of Object.entries(sources.byGroup())) write(`sources/${group}.json`, list)

copy('serving/coefficients.json', '../tests/golden/serving/prototype-coefficients.json')
copy('serving/acceptance-lengths.json', 'serving/acceptance-lengths.json')
copy('serving/measurements-dev.csv', 'serving/measurements-dev.csv')
copy('prices/api-price-history.csv', 'history/api-price-history.csv')
copy('gpus/gpu-price-history.csv', 'history/gpu-price-history.csv')
copy('gpus/gpu-price-annual-change.csv', 'history/gpu-price-annual-change.csv')
for (const name of ['onprem', 'running', 'purchase', 'china-offers', 'ondemand-latest']) copy(`gpus/${name}.json`, `history/${name}.json`)
write('history/reserved-not-published.json', without(read('gpus/reserved.json'), 'rows'))
write('history/purchase-quotes-of-other-gpus.json', quotesOfOtherGpus(purchase, gpus))
write('history/corrections.json', [])
copy('serving/models-corrections.json', 'history/models-corrections.json')
copy('traffic/traffic-profiles.json', 'history/traffic-profiles.json')
copy('quality', 'quality')

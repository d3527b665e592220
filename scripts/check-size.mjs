/**
 * Does the page open in a second on a slow phone? Weighs what a first visit loads, as sent (gzip), against the budget.
 * Usage: node scripts/check-size.mjs [dist]; lists every file and ends with 1 when over.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'

const BYTES_PER_KB = 1000
const BUDGET_BYTES = { script: 160 * BYTES_PER_KB, data: 120 * BYTES_PER_KB }

/** Loaded on demand only, so no part of a first visit; every other import counts. */
const LATER = [
  // the engine in the page, where a browser refuses the worker
  'src/worker/answer.ts',
  // how a number was made, once it is asked for
  'src/ui/panels/Drawer.svelte',
  // odds and what could flip the answer, which come after it
  'src/ui/panels/VerdictFacts.svelte',
  // why nothing is left, where nothing is
  'src/ui/panels/NothingLeft.svelte',
  // the values behind the verdict, once they are asked for
  'src/ui/panels/EvidenceList.svelte',
  // the figures below the first with the chart library, fetched once the answer is on the page
  'src/ui/figures/LowerFigures.svelte',
  // what moved in the market, below them, with its own data
  'src/ui/market/MarketView.svelte',
  // measured points against the model, below the market
  'src/ui/accuracy/AccuracyView.svelte',
  // lists, records, rules and quality, once their group is opened
  'src/ui/fields/LaterControl.svelte',
  // a figure as a picture, once it is asked for
  'src/ui/charts/bars-picture.ts',
  'src/ui/charts/quality-picture.ts',
  'src/ui/charts/tornado-picture.ts',
  'src/ui/charts/week-picture.ts',
]

const isData = (chunk) => /catalogue/.test(chunk.file)

/** The chunks that the page's entry needs, by static import or by an import() that is not in LATER. */
const firstVisit = (manifest) => {
  const wanted = new Set()
  const visit = (key) => {
    if (wanted.has(key) || LATER.includes(key)) return
    wanted.add(key)
    for (const next of [...(manifest[key].imports ?? []), ...(manifest[key].dynamicImports ?? [])]) visit(next)
  }
  for (const [key, chunk] of Object.entries(manifest)) if (chunk.isEntry) visit(key)
  return [...wanted].map((key) => manifest[key]).filter((chunk) => chunk.file.endsWith('.js'))
}

/** `import … from './a.js'` and `import './a.js'`, not `import('./a.js')`. */
const STATIC_IMPORT = /(?:\bfrom|\bimport)\s*["'`]\.\/([^"'`]+)["'`]/g

/** The worker is started by the first script; the manifest lists neither it nor its parts. What it loads by import() comes after the answer. */
const workers = (folder) => {
  const wanted = new Set()
  const visit = (file) => {
    if (wanted.has(file)) return
    wanted.add(file)
    for (const [, next] of readFileSync(join(folder, 'assets', file), 'utf8').matchAll(STATIC_IMPORT)) visit(next)
  }
  for (const file of readdirSync(join(folder, 'assets'))) if (/worker-.*\.js$/.test(file)) visit(file)
  return [...wanted].map((file) => ({ file: `assets/${file}` }))
}

/** Files of a first visit with their size as sent, and what is over the budget (empty: all is well). */
export const weigh = (folder) => {
  const manifest = JSON.parse(readFileSync(join(folder, '.vite', 'manifest.json'), 'utf8'))
  const files = [...firstVisit(manifest), ...workers(folder)].map((chunk) => ({
    kind: isData(chunk) ? 'data' : 'script',
    file: chunk.file,
    bytes: gzipSync(readFileSync(join(folder, chunk.file)), { level: 9 }).length,
  }))
  const totals = Object.entries(BUDGET_BYTES).map(([kind, budget]) => ({
    kind,
    budget,
    bytes: files.filter((file) => file.kind === kind).reduce((sum, file) => sum + file.bytes, 0),
  }))
  const problems = totals.flatMap(({ kind, bytes, budget }) => {
    if (bytes === 0) return [`No ${kind} was found in a first visit: the check looks in the wrong place.`]
    return bytes > budget ? [`The ${kind} of a first visit is ${kb(bytes)}, over its budget of ${kb(budget)}.`] : []
  })
  return { files, totals, problems }
}

const kb = (bytes) => `${(bytes / BYTES_PER_KB).toFixed(1)} kB`

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { files, totals, problems } = weigh(process.argv[2] ?? 'dist')
  for (const { kind, file, bytes } of files) console.log(`${kb(bytes).padStart(9)}  ${kind.padEnd(6)}  ${file}`)
  for (const { kind, bytes, budget } of totals) console.log(`${kb(bytes).padStart(9)}  ${kind.padEnd(6)}  in all, of ${kb(budget)}`)
  for (const problem of problems) console.error(problem)
  if (problems.length > 0) process.exitCode = 1
}

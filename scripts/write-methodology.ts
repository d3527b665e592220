/**
 * Which formulas make the figures, and what do they assume? Writes docs/METHODOLOGY.md: the chapters of docs/methodology in the order of
 * their names, with every registered formula in the chapter that names its id, and the accuracy as it is measured now. `npm run docs`.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { format, resolveConfig } from 'prettier'
import { loadCatalogue } from '../src/catalogue/load-catalogue.ts'
import { formulas, type Formula } from '../src/engine/explain.ts'
import { evidenceTag } from '../src/engine/serving/evidence.ts'
import { UNITS, type Unit } from '../src/units/unit.ts'
import { crossValidation } from '../tests/bench/cross-validation-table.ts'
import { FIGURES, MEASURED_POINTS, measuredPoints, spreads } from '../tests/bench/accuracy-table.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const ENGINE = join(ROOT, 'src', 'engine')
const CHAPTERS = join(ROOT, 'docs', 'methodology')
export const METHODOLOGY = join(ROOT, 'docs', 'METHODOLOGY.md')

/** Formulas register when their module is loaded, so every module of the engine is. */
const loadEngine = async (): Promise<void> => {
  const files = readdirSync(ENGINE, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
  for (const file of files.sort()) await import(pathToFileURL(file).href)
}

const unitWords = (unit: Unit): string => (unit === '1' ? 'pure number' : UNITS[unit].label)

const formulaText = (formula: Formula): string => {
  const inputs = Object.entries(formula.inputs).map(([name, unit]) => `\`${name}\` ${unitWords(unit)}`)
  return [
    `**${formula.title}** [${unitWords(formula.unit)}] · \`${formula.id}\``,
    `\`\`\`text\n${formula.text}\n\`\`\``,
    `${inputs.join(' · ')}. ${formula.source}`,
  ].join('\n\n')
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`

const accuracyTable = (): string => {
  const { points, refused } = measuredPoints(MEASURED_POINTS, loadCatalogue(join(ROOT, 'data')))
  const head = `| | points | ${FIGURES.map(({ name }) => name).join(' | ')} |`
  const rows = spreads(points).flatMap(({ grouping, rows: groups }) =>
    groups.map(({ name, count, errors }) => {
      const cells = errors.map(([median, p90]) => `${percent(median)}, ${percent(p90)}`)
      return `| ${grouping === 'all' ? '**all**' : `${grouping}: ${name}`} | ${count} | ${cells.join(' | ')} |`
    }),
  )
  const left = [...refused.values()].reduce((sum, count) => sum + count, 0)
  return [head, '| :-- | --: |' + ' --: |'.repeat(FIGURES.length), ...rows, '', `Points the model refuses: ${left}.`].join('\n')
}

const crossValidationTable = (): string =>
  [
    '| left out | tokens/s per GPU | TPOT | TTFT | cost at the best configuration |',
    '| :-- | --: | --: | --: | --: |',
    ...crossValidation().map(
      ({ leftOut, errors }) => `| ${leftOut} | ${errors.map(([before, after]) => `${before} → **${after}**`).join(' | ')} |`,
    ),
  ].join('\n')

const EVIDENCE_WORDS = {
  measured: 'this model on this GPU at this precision was measured',
  'same-gpu': 'other models of the same kinds of attention were measured on this GPU',
  'same-attention':
    'the kinds of attention were measured; the GPU was only checked (B300, GB200, GB300, RTX PRO 6000 Server), or the precision not at all (int4)',
  'new-attention': 'a kind of attention without points, or several nodes',
  uncalibrated: 'a GPU without points (A100, L40S, MI300X): an assumption',
} as const

const evidenceTable = (): string => {
  const { bands } = loadCatalogue(join(ROOT, 'data')).servingEvidence
  const cells = Object.keys(EVIDENCE_WORDS) as (keyof typeof EVIDENCE_WORDS)[]
  return [
    '| evidence | tag | band |',
    '| :-- | :-- | --: |',
    ...cells.map(
      (cell) => `| ${EVIDENCE_WORDS[cell]} | _${evidenceTag(cell)}_ | ${bands[cell].low.toFixed(2)} to ${bands[cell].high.toFixed(2)} |`,
    ),
  ].join('\n')
}

const FORMULAS = /<!-- formulas: ([^>]*?) -->/g
const ACCURACY = '<!-- accuracy -->'
const CROSS_VALIDATION = '<!-- cross-validation -->'
const EVIDENCE = '<!-- evidence -->'

/** The chapters with their formulas. @throws if a registered formula stands in no chapter, in two, or a chapter names one that does not exist */
const woven = (chapters: readonly string[]): string => {
  const left = new Map(formulas().map((formula) => [formula.id, formula]))
  const take = (id: string): Formula => {
    const formula = left.get(id)
    if (formula === undefined) throw new Error(`docs/methodology names the formula "${id}", which does not exist or is named twice`)
    left.delete(id)
    return formula
  }
  const text = chapters
    .map((chapter) =>
      chapter.replaceAll(FORMULAS, (_, ids: string) =>
        ids
          .trim()
          .split(/[\s,]+/)
          .map((id) => formulaText(take(id)))
          .join('\n\n'),
      ),
    )
    .join('\n\n')
    .replace(ACCURACY, accuracyTable)
    .replace(CROSS_VALIDATION, crossValidationTable)
    .replace(EVIDENCE, evidenceTable)
  if (left.size > 0) throw new Error(`no chapter of docs/methodology has a place for ${[...left.keys()].join(', ')}`)
  return text
}

const HEADER = `<!-- Written by \`npm run docs\` from docs/methodology and the registered formulas. Edit those. -->`

/** The whole of docs/METHODOLOGY.md. */
export const methodology = async (): Promise<string> => {
  await loadEngine()
  const chapters = readdirSync(CHAPTERS)
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => readFileSync(join(CHAPTERS, name), 'utf8').trim())
  return format(`${HEADER}\n\n${woven(chapters)}\n`, { ...(await resolveConfig(METHODOLOGY)), parser: 'markdown' })
}

if (resolve(process.argv[1] ?? '') === fileURLToPath(import.meta.url)) writeFileSync(METHODOLOGY, await methodology())

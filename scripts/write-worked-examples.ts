/**
 * Which published examples does the engine reproduce, and what is right where it does not? Writes docs/WORKED-EXAMPLES.md from the
 * collected examples, their readings and the engine's figures. Part of `npm run docs`; a test fails when it is out of date.
 */
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { format, resolveConfig } from 'prettier'
import { rowAgrees, type Row, type Verdict } from './worked-examples/reading.ts'
import { workedExamples, type WorkedExample } from './worked-examples/worked-examples.ts'

export const WORKED_EXAMPLES = join(fileURLToPath(new URL('..', import.meta.url)), 'docs', 'WORKED-EXAMPLES.md')

const HEADER = '<!-- Written by `npm run docs` from tests/golden/worked-examples.json and scripts/worked-examples. Edit those. -->'
const DIGITS = 5

const numberWords = (value: number | string | null): string => {
  if (value === null) return '–'
  if (typeof value === 'string') return value
  const whole = Math.abs(value) >= 1000
  return whole ? value.toLocaleString('en-US', { maximumFractionDigits: 1 }) : String(Number(value.toPrecision(DIGITS)))
}

const sumWords = (sum: string | null): string =>
  sum === null ? '–' : sum.replaceAll(' / ', ' ÷ ').replaceAll(' * ', ' × ').replaceAll(' - ', ' − ')

const agreement = (row: Row): string => {
  const agrees = rowAgrees(row)
  if (agrees === null) return ''
  if (!agrees) return '**no**'
  return row.within === undefined ? 'yes' : `yes (${row.within.why})`
}

const table = (rows: readonly Row[]): string =>
  [
    '| figure | published | Crossover | by hand | agrees |',
    '| :-- | --: | --: | :-- | :-- |',
    ...rows.map(
      (row) => `| ${row.what} | ${numberWords(row.published)} | ${numberWords(row.ours)} | ${sumWords(row.sum)} | ${agreement(row)} |`,
    ),
  ].join('\n')

/** The address as far as it is one. */
const address = (url: string): string => (url.startsWith('http') ? ` <${url.split(' ')[0]!}>` : '')

const section = ({ collected, reading, rows, verdict }: WorkedExample): string => {
  const source = `${reading.source ?? collected.source}, ${collected.source_date}.${address(collected.url)}`
  const said = [
    ['Not expressible', reading.notExpressible],
    ['The method is wrong', reading.wrongMethod],
    ['Right is', verdict === 'not expressible' ? undefined : reading.right],
    ['', verdict === 'not expressible' ? reading.right : undefined],
    ['Mind', reading.mind],
  ] as const
  return [
    `### ${reading.title}`,
    `**${verdict}** · \`${collected.id}\` · ${source}`,
    rows.length === 0 ? '' : table(rows),
    ...said.map(([word, text]) => (text === undefined ? '' : word === '' ? text : `**${word}:** ${text}`)),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

const INTRO = `# Published examples, recomputed

Others have published what LLM use costs. Each of their examples that states its inputs is put through Crossover's own functions here, and through a sum
that can be done by hand. Three verdicts:

- **reproduced**: the figures follow from the printed inputs, to the printed digits or as far as said.
- **refuted**: they do not, or the sums hold and the figure answers another question than it says. What is right stands below.
- **not expressible**: inputs are missing in the copy that was readable, or the engine has no such notion. What can be said all the same stands below.

A dash under "published" is a figure that was not published and helps to judge the others. \`tests/golden/worked.test.ts\` holds every row: the
engine's figure to the sum by hand, and both to the reference that was computed when the examples were collected.`

const VERDICTS: readonly Verdict[] = ['refuted', 'not expressible', 'reproduced']

const TITLES: Readonly<Record<Verdict, string>> = {
  refuted: '## Refuted',
  'not expressible': '## Not expressible',
  reproduced: '## Reproduced',
}

/** The whole of docs/WORKED-EXAMPLES.md. */
export const workedExamplesPage = async (): Promise<string> => {
  const examples = workedExamples()
  const of = (verdict: Verdict): readonly WorkedExample[] => examples.filter((example) => example.verdict === verdict)
  const tally = `Of ${examples.length} examples ${of('reproduced').length} are reproduced, ${of('refuted').length} refuted and ${of('not expressible').length} not expressible.`
  const parts = VERDICTS.map((verdict) => [TITLES[verdict], ...of(verdict).map(section)].join('\n\n'))
  const text = [HEADER, INTRO, tally, ...parts].join('\n\n')
  return format(`${text}\n`, { ...(await resolveConfig(WORKED_EXAMPLES)), parser: 'markdown' })
}

if (resolve(process.argv[1] ?? '') === fileURLToPath(import.meta.url)) writeFileSync(WORKED_EXAMPLES, await workedExamplesPage())

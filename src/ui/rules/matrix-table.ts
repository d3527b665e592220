/** The matrix of rules to take away, and the sources behind its answers. */
import type { Comparison } from '../../engine/result.ts'
import type { RuleFinding } from '../../engine/rules/rule-result.ts'
import { countFull } from '../../format/count.ts'
import { dateText } from '../../format/date.ts'
import { textCell, type FigureCell, type FigureTable } from '../figures/figure-table.ts'
import { ruleName, STATUS_WORDS, type RuleTerms } from './rule-words.ts'

const said = (text: string | null): FigureCell => ({ text: text ?? 'none', value: text ?? 'none' })

/** Every answer of every rule: one row for each option and rule. */
export const answersTable = ({ options }: Comparison, terms: RuleTerms): FigureTable => ({
  caption: 'What each rule in force says of each option',
  columns: [
    'Option',
    'What it is',
    'Rule',
    'Answer',
    'Why',
    'Condition',
    'Words it rests on',
    'Source',
    'Link',
    'Date',
    'How well the text is known',
  ].map((label) => ({ label, numeric: false })),
  rows: options.flatMap(({ name, subtitle, findings }) =>
    findings.map(({ rule, status, text, condition, clause, source }) => [
      textCell(name),
      textCell(subtitle),
      textCell(ruleName(rule, terms)),
      textCell(STATUS_WORDS[status]),
      textCell(text),
      said(condition),
      said(clause),
      said(source?.title ?? null),
      said(source?.url ?? null),
      textCell(dateText(source?.date ?? null)),
      said(source?.kind ?? null),
    ]),
  ),
})

interface CountedSource {
  readonly source: NonNullable<RuleFinding['source']> | null
  readonly rules: Set<string>
  options: number
}

const countSources = ({ options }: Comparison, terms: RuleTerms): readonly CountedSource[] => {
  const counted = new Map<string, CountedSource>()
  for (const { findings } of options)
    for (const { rule, source } of findings) {
      const key = source === null ? '' : `${source.title} ${source.url ?? ''}`
      const known = counted.get(key) ?? { source, rules: new Set<string>(), options: 0 }
      known.rules.add(ruleName(rule, terms))
      known.options += 1
      counted.set(key, known)
    }
  return [...counted.values()].toSorted((a, b) => b.options - a.options)
}

/** Each source once, with how many answers rest on it; answers that no source gives are counted too. */
export const ruleSourcesTable = (comparison: Comparison, terms: RuleTerms): FigureTable => ({
  caption: 'What the answers rest on, and how well each text is known.',
  columns: [
    { label: 'Source', numeric: false },
    { label: 'How well its text is known', numeric: false },
    { label: 'Date', numeric: false },
    { label: 'Rules', numeric: false },
    { label: 'Answers', numeric: true },
  ],
  rows: countSources(comparison, terms).map(({ source, rules, options }): readonly FigureCell[] => [
    source === null
      ? textCell('No source: from the facts of the option, or nothing was found')
      : {
          text: source.title,
          value: source.url === null ? source.title : `${source.title} ${source.url}`,
          ...(source.url === null ? {} : { href: source.url }),
        },
    textCell(source?.kind ?? 'none'),
    textCell(source === null ? 'none' : dateText(source.date)),
    textCell([...rules].join(', ')),
    { text: countFull(options), value: options },
  ]),
})

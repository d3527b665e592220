import { describe, expect, it } from 'vitest'
import { sampleComparison } from '../../../tests/helpers/sample-comparison.ts'
import { fleetsComparison, sampleOdds } from '../../../tests/helpers/sample-fleets.ts'
import { ruledComparison } from '../../../tests/helpers/sample-rules.ts'
import { csvText } from '../../export/csv.ts'
import { optionsCsv } from './options-export.ts'
import type { ColumnKey } from './options-columns.ts'
import { energyLine } from './energy-line.ts'
import { apartChoices, FIRST_QUERY, matches, query, sortedBy, type Query } from './options-query.ts'
import { optionRows } from './options-rows.ts'

const rows = optionRows(sampleComparison())
const namesOf = (over: Partial<Query>, most = 1000) =>
  query(rows, { ...FIRST_QUERY, ...over }, most).sections.flatMap((section) => section.rows.map(({ name }) => name))

describe('the table of all options', () => {
  it('starts with the possible ones, cheapest first, and marks the answer and what is used today', () => {
    expect(namesOf({})[0]).toBe('Gemini 3.8 Flash')
    expect(namesOf({})).toHaveLength(16)
    expect(rows.filter(({ answer }) => answer).map(({ id }) => id)).toEqual(['gemini-3.8-flash'])
    expect(rows.filter(({ today }) => today).map(({ id }) => id)).toEqual(['gpt-6.2-sol'])
  })

  it('keeps what is not ranked and what is not possible in groups of their own', () => {
    const { sections } = query(rows, { ...FIRST_QUERY, impossible: true }, 1000)
    expect(sections.map(({ standing, rows: { length } }) => [standing, length])).toEqual([
      ['ranked', 15],
      ['not-listed', 1],
      ['not-possible', 2],
    ])
    expect(sections[2]!.rows[1]!.remarks).toEqual(['Weights need 2.4 TB, 8 H200 hold 1.0 TB. Possible on 16 B200, about $83,000 a month.'])
  })

  it('finds every word of a text anywhere, whatever its case', () => {
    expect(namesOf({ text: 'h100 QWEN' })).toEqual(['Qwen3.8-27B on 4 H100'])
    expect(namesOf({ text: 'google' })).toEqual(['Gemini 3.8 Flash'])
    expect(namesOf({ text: 'nothing of the kind' })).toEqual([])
  })

  it('filters by family and by list', () => {
    expect(namesOf({ family: 'hosted' })).toHaveLength(4)
    expect(namesOf({ apart: 'none' })).not.toContain('Nova Pro 2')
  })

  it('sorts both ways and leaves what is unknown at the end', () => {
    expect(namesOf({ sort: 'firstToken', apart: 'none' })[0]).toBe('gpt-oss-240b on Groq')
    expect(namesOf({ sort: 'firstToken', apart: 'none' }).at(-1)).toBe('Mistral Medium 4')
    expect(namesOf({ sort: 'firstToken', rising: false, apart: 'none' }).at(-1)).toBe('Mistral Medium 4')
    expect(namesOf({ sort: 'name', apart: 'none' })[0]).toBe('Claude Sonnet 5.5')
  })

  it('keeps the order of the ranking between equal totals', () => {
    const { options, ranking } = sampleComparison()
    const equal = options.map((option) =>
      option.id === 'grok-5' ? { ...option, levelised: options.find(({ id }) => id === ranking[0])!.levelised } : option,
    )
    const first = optionRows(sampleComparison({ options: equal, ranking: ['grok-5', ...ranking.filter((id) => id !== 'grok-5')] }))
    expect(query(first, FIRST_QUERY, 1).sections[0]!.rows[0]).toMatchObject({ id: 'grok-5', answer: true })
  })

  it('turns a column round when it is pressed again', () => {
    const once = sortedBy(FIRST_QUERY, 'capital')
    expect(once).toMatchObject({ sort: 'capital', rising: true })
    expect(sortedBy(once, 'capital').rising).toBe(false)
  })

  it('shows a first part and says how many there are', () => {
    expect(query(rows, FIRST_QUERY, 5)).toMatchObject({ shown: 5, found: 16, all: 18 })
  })

  it('says unknown, and 0 where nothing is paid', () => {
    const mistral = rows.find(({ name }) => name === 'Mistral Medium 4')!
    expect(mistral.figure('firstToken')).toEqual({ text: 'unknown', value: null })
    const own = rows.find(({ id }) => id === 'qwen3.8-27b-h100')!
    // 15,616 USD a month over 2,000 thousands of requests
    expect([own.figure('oneOff').text, own.figure('perThousand').text, own.evidence]).toEqual(['$36k', '$7.81', 'measured speed'])
    expect(own.figure('capital')).toEqual({ text: '0', value: 0 })
  })

  it('exports every option', () => {
    const text = csvText(optionsCsv(rows))
    expect(text.split('\r\n')).toHaveLength(18 + 2)
    expect(text).toContain('Kimi K3 on 8 L40S,Rented GPUs,not-possible,unknown')
  })
})

describe('what the table says of owned fleets, hybrids and odds', () => {
  const comparison = fleetsComparison()
  const waiting = optionRows(comparison)
  const drawn = optionRows(comparison, undefined, sampleOdds(comparison))
  const texts = (all: typeof rows, id: string, keys: readonly ColumnKey[]) =>
    keys.map((key) => all.find((row) => row.id === id)!.figure(key).text)

  it('filters by the two families', () => {
    const of = (family: 'bought' | 'hybrid') => waiting.filter((row) => matches(row, { ...FIRST_QUERY, family })).map(({ name }) => name)
    expect(of('bought')).toEqual(['Qwen3.8-27B on 16 owned H100'])
    expect(of('hybrid')).toEqual(['Qwen3.8-27B + Gemini 3.8 Flash'])
  })

  it('gives what machines cost, what the first month takes and what is left', () => {
    // 300,000 for servers, 8,430 a month to run over 36 months
    expect(texts(waiting, 'own:qwen3.8-27b-h100', ['capital', 'firstMonth', 'overHorizon', 'valueAtEnd'])).toEqual([
      '$300k',
      '$308k',
      '$603k',
      '$40k',
    ])
    expect(texts(waiting, 'gemini-3.8-flash', ['capital', 'valueAtEnd'])).toEqual(['0', '0'])
  })

  it('tells not estimated from unknown', () => {
    expect(texts(waiting, 'gemini-3.8-flash', ['energy', 'carbon', 'utilisation', 'gpus'])).toEqual([
      'not estimated',
      'not estimated',
      'none',
      '0',
    ])
    expect(texts(waiting, 'own:qwen3.8-27b-h100', ['energy', 'carbon'])).toEqual(['6,600', 'unknown'])
    expect(texts(waiting, 'qwen3.8-27b-h100', ['energy', 'carbon'])).toEqual(['unknown', 'unknown'])
  })

  it('waits for the odds, and says which options they leave out', () => {
    const keys = ['p10', 'p90', 'cheapest', 'possible'] as const
    expect(texts(waiting, 'gemini-3.8-flash', keys)).toEqual(['not yet', 'not yet', 'not yet', 'not yet'])
    expect(texts(drawn, 'gemini-3.8-flash', keys)).toEqual(['$6,600', '$15,100', '93 in 100', '100\u202f%'])
    expect(texts(drawn, 'nova-pro-2', keys)).toEqual(['not drawn', 'not drawn', 'not drawn', 'not drawn'])
  })

  it('keeps every warning', () => {
    expect(waiting.find(({ family }) => family === 'hybrid')!.remarks).toEqual([
      'First thing to mind.',
      'Second thing to mind.',
      'Third thing to mind.',
    ])
  })
})

describe('the line about energy', () => {
  it('says what fleets draw, what is unknown, and that APIs do not say', () => {
    const sample = fleetsComparison()
    const verdict = { ...sample.verdict, bestSelfHostedId: 'own:qwen3.8-27b-h100' }
    expect(energyLine({ ...sample, verdict })).toBe(
      'Energy: Qwen3.8-27B on 16 owned H100 draws 6,600\u202fkWh a month, its carbon is unknown; Qwen3.8-27B + Gemini 3.8 Flash draws 1,000\u202fkWh a month, 390\u202fkg of CO₂. Providers do not publish what an API draws: not estimated.',
    )
    expect(energyLine(sampleComparison())).toContain('what Qwen3.8-27B on 4 H100 draws is unknown')
  })
})

describe('the table under rules and a floor of quality', () => {
  const ruled = optionRows(ruledComparison())
  const standings = (over: Partial<Query>) =>
    query(ruled, { ...FIRST_QUERY, ...over }, 1000).sections.map(({ standing, rows: { length } }) => [standing, length])

  it('has a group for each reason to stand apart, and filters by it', () => {
    expect(standings({})).toEqual([
      ['ranked', 7],
      ['rule', 4],
      ['weaker', 2],
      ['contested', 1],
      ['unknown-quality', 1],
      ['not-listed', 1],
    ])
    expect(standings({ apart: 'rule' })).toEqual([['rule', 4]])
    expect(standings({ apart: 'none' })).toEqual([['ranked', 7]])
    expect(apartChoices(ruled).map(({ text }) => text)).toEqual([
      'Kept out by a rule: 4',
      'Weaker than what you need: 2',
      'Contested: 1',
      'Without a score: 1',
      'On none of your lists: 1',
    ])
  })

  it('says score, standing and the hardest answer of the rules in words', () => {
    const texts = (id: string) =>
      (['score', 'quality', 'rules'] as const).map((key) => ruled.find((row) => row.id === id)!.figure(key).text)
    expect(texts('gemini-3.8-flash')).toEqual(['1,453.1', 'as good', 'Allowed if'])
    expect(texts('qwen3.8-27b-l40s')).toEqual(['1,426.5', 'weaker', 'Allowed'])
    expect(texts('llama-5-70b-h100')).toEqual(['no score', 'no score', 'Allowed'])
    expect(texts('grok-5')).toEqual(['1,453.1', 'as good', 'Not allowed'])
  })

  it('sorts by the hardest answer, the mildest first', () => {
    const sorted = query(ruled, { ...FIRST_QUERY, apart: 'none', sort: 'rules' }, 1000).sections[0]!.rows.map(({ worst }) => worst)
    expect(sorted.slice(-2)).toEqual(['allowed-if', 'not-verified'])
  })

  it('exports the words, and why an option stands apart', () => {
    const { header, rows: lines } = optionsCsv(ruled)
    const grok = lines.find(([name]) => name === 'Grok 5')!
    const of = (column: string) => grok[header.indexOf(column)]
    expect([of('Standing'), of('Score on the yardstick'), of('Quality against the floor'), of('Rules, the hardest answer')]).toEqual([
      'rule',
      1453.1,
      'as good',
      'Not allowed',
    ])
  })

  it('calls nothing used today that the buyer did not name', () => {
    expect(optionRows(ruledComparison(), undefined, null, false).some(({ today }) => today)).toBe(false)
  })
})

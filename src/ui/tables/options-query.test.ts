import { describe, expect, it } from 'vitest'
import { sampleComparison } from '../../../tests/helpers/sample-comparison.ts'
import { csvText } from '../../export/csv.ts'
import { optionsCsv } from './options-export.ts'
import { FIRST_QUERY, query, sortedBy, type Query } from './options-query.ts'
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
    expect(sections[2]!.rows[1]!.remark).toBe('Weights need 2.4 TB, 8 H200 hold 1.0 TB. Possible on 16 B200, about $83,000 a month.')
  })

  it('finds every word of a text anywhere, whatever its case', () => {
    expect(namesOf({ text: 'h100 QWEN' })).toEqual(['Qwen3.8-27B on 4 H100'])
    expect(namesOf({ text: 'google' })).toEqual(['Gemini 3.8 Flash'])
    expect(namesOf({ text: 'nothing of the kind' })).toEqual([])
  })

  it('filters by family and by list', () => {
    expect(namesOf({ family: 'hosted' })).toHaveLength(4)
    expect(namesOf({ unlisted: false })).not.toContain('Nova Pro 2')
  })

  it('sorts both ways and leaves what is unknown at the end', () => {
    expect(namesOf({ sort: 'firstToken', unlisted: false })[0]).toBe('gpt-oss-240b on Groq')
    expect(namesOf({ sort: 'firstToken', unlisted: false }).at(-1)).toBe('Mistral Medium 4')
    expect(namesOf({ sort: 'firstToken', rising: false, unlisted: false }).at(-1)).toBe('Mistral Medium 4')
    expect(namesOf({ sort: 'name', unlisted: false })[0]).toBe('Claude Sonnet 5.5')
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
    const once = sortedBy(FIRST_QUERY, 'upfront')
    expect(once).toMatchObject({ sort: 'upfront', rising: true })
    expect(sortedBy(once, 'upfront').rising).toBe(false)
  })

  it('shows a first part and says how many there are', () => {
    expect(query(rows, FIRST_QUERY, 5)).toMatchObject({ shown: 5, found: 16, all: 18 })
  })

  it('says unknown, and 0 where nothing is paid', () => {
    const mistral = rows.find(({ name }) => name === 'Mistral Medium 4')!
    expect(mistral.firstToken).toEqual({ text: 'unknown', value: null })
    const own = rows.find(({ id }) => id === 'qwen3.8-27b-h100')!
    // 15,616 USD a month over 2,000 thousands of requests
    expect(own).toMatchObject({ upfront: { text: '$36k' }, perThousand: { text: '$7.81' }, evidence: 'measured speed' })
  })

  it('exports every option', () => {
    const text = csvText(optionsCsv(rows))
    expect(text.split('\r\n')).toHaveLength(18 + 2)
    expect(text).toContain('Kimi K3 on 8 L40S,Rented GPUs,not-possible,unknown')
  })
})

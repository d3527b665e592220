import { describe, expect, it } from 'vitest'
import { ruledComparison, samplePrices, sampleTerms } from '../../../tests/helpers/sample-rules.ts'
import { US_DOLLAR } from '../../format/money.ts'
import { groupRows, priceWords, rulesMatrix } from './matrix-model.ts'
import { cheapestKeptOut, groupsOf, importantRows, matchingGroups } from './matrix-rows.ts'
import { answersTable, ruleSourcesTable } from './matrix-table.ts'

const comparison = ruledComparison()
const terms = sampleTerms()
const matrixOf = (prices = samplePrices()) => rulesMatrix(comparison, { terms, prices, saidToday: true })

describe('the matrix of rules', () => {
  it('has a column for each rule in force, headed by its name and its price', () => {
    expect(matrixOf().columns).toEqual([
      { rule: 'processing-region', name: 'Processing in the EU', price: 'costs $1,230 a month' },
      { rule: 'licence', name: 'Licence of the model', price: 'costs nothing' },
    ])
    expect(rulesMatrix(comparison, { terms, prices: null, saidToday: true }).columns[0]!.price).toBe('price follows')
  })

  it('shows the best few, the best of each family, what is used today and the cheapest that each rule keeps out', () => {
    const rows = importantRows(comparison, terms, samplePrices(), true)
    expect(rows.map(({ option }) => option.id).toSorted()).toEqual([
      'deepseek-v4.1-mistral',
      'gemini-3.8-flash',
      'glm-5.3-bedrock',
      'gpt-6.2-sol',
      'qwen3.8-27b-h100',
      'qwen3.8-27b-together',
    ])
    expect(rows[0]).toMatchObject({ option: { id: 'gemini-3.8-flash' }, role: 'cheapest' })
    expect(rows.slice(-2).map(({ role }) => role)).toEqual([
      'cheapest that “Processing in the EU” keeps out',
      'cheapest that “Licence of the model” keeps out',
    ])
  })

  it('calls nothing used today that the buyer did not name', () => {
    const roles = (said: boolean) => importantRows(comparison, terms, null, said).map(({ role }) => role)
    expect(roles(true)).toContain('used today')
    expect(roles(false)).not.toContain('used today')
  })

  it('gives every answer its word, with the condition or the reason under it', () => {
    const [best] = matrixOf().rows
    expect(best!.cells[0]).toMatchObject({ status: 'allowed-if', word: 'Allowed if', reason: 'the EU region is ordered' })
    expect(best!.cells[1]).toMatchObject({ status: 'allowed', reason: null })
    const out = matrixOf().rows.find(({ id }) => id === 'qwen3.8-27b-together')!
    expect(out).toMatchObject({ considered: false, best: false })
    expect(out.cells[0]).toMatchObject({ word: 'Not allowed', reason: 'The processing-region rule says not-allowed.' })
  })

  it('says in its title whether a rule shuts out what is cheaper, once that is known', () => {
    // kept out: Qwen on Together, gpt-oss on Groq and Grok by the region, GLM by its licence
    expect(rulesMatrix(comparison, { terms, prices: null, saidToday: true }).title).toBe('Rules keep out 4 of 18 options')
    expect(matrixOf().title).toBe('Rules: one shuts out a cheaper option')
    const free = samplePrices().prices.map((price) => ({ ...price, usdPerMonth: 0 }))
    const nothing = { ...samplePrices().together!, usdPerMonth: 0 }
    expect(matrixOf(samplePrices({ prices: free, together: nothing })).title).toBe('Rules keep out 4 of 18 options, none of them cheaper')
    expect(matrixOf(samplePrices({ prices: free })).title).toBe('Rules: several together shut out a cheaper option')
  })

  it('says what all rules cost together, where there are several', () => {
    expect(matrixOf().together).toBe('All rules together cost $1,230 a month')
    const none = { keepsOut: 18, bestWithId: null, bestWithoutId: 'grok-5', usdPerMonth: null }
    expect(matrixOf(samplePrices({ together: none })).together).toBe('All rules together leave no option')
    expect(matrixOf(samplePrices({ together: null })).together).toBeNull()
    expect(matrixOf(samplePrices({ prices: samplePrices().prices.slice(1) })).together).toBeNull()
  })

  it('tells a rule that leaves nothing from one whose price is not known', () => {
    const [price] = samplePrices().prices
    expect(priceWords({ ...price!, bestWithId: null, usdPerMonth: null }, US_DOLLAR)).toBe('leaves no option')
    expect(priceWords({ ...price!, bestWithId: null, bestWithoutId: null, usdPerMonth: null }, US_DOLLAR)).toBe(
      'leaves no option, alone or not',
    )
  })
})

describe('what a rule keeps out', () => {
  it('is also what no source says, where that counts as not allowed', () => {
    const strict = ruledComparison((option) =>
      option.id === 'deepseek-v4.1-mistral'
        ? { ...option, considered: false, apart: 'rule', barredBy: 'processing-region', levelised: 1 }
        : option,
    )
    const region = (notVerified: 'allowed' | 'not-allowed') => cheapestKeptOut(strict, notVerified)[0]!.option.id
    expect(region('allowed')).toBe('qwen3.8-27b-together')
    expect(region('not-allowed')).toBe('deepseek-v4.1-mistral')
  })
})

describe('all options by rule', () => {
  const groups = groupsOf(comparison)

  it('are together where model, family and answers are the same, under the cheapest', () => {
    expect(groups.reduce((sum, { size }) => sum + size, 0)).toBe(comparison.options.length)
    const qwen = groups.find(({ option, size }) => option.modelName === 'Qwen3.8-27B' && size === 2)!
    expect(qwen.option.id).toBe('qwen3.8-27b-h100')
    expect(groupRows([qwen], comparison, terms)[0]!.what).toMatch(
      /^rented GPUs: Civo, 1-year, always on, and 1 more with the same answers$/,
    )
  })

  it('are found by text and by their hardest answer', () => {
    expect(matchingGroups(groups, { text: 'nebius l40s', status: 'all' })).toHaveLength(1)
    expect(matchingGroups(groups, { text: '', status: 'not-allowed' })).toHaveLength(4)
    expect(matchingGroups(groups, { text: '', status: 'not-verified' }).map(({ option }) => option.id)).toEqual(['deepseek-v4.1-mistral'])
  })
})

describe('the tables of the matrix', () => {
  it('export one row for each option and rule', () => {
    const table = answersTable(comparison, terms)
    expect(table.rows).toHaveLength(2 * 18)
    expect(table.rows[2]!.map(({ value }) => value)).toEqual([
      'Gemini 3.8 Flash',
      'Proprietary API',
      'Processing in the EU',
      'Allowed if',
      'The processing-region rule says allowed-if.',
      'the EU region is ordered',
      'Words about processing-region.',
      'Terms on processing-region',
      'https://example.test/processing-region',
      'Oct 2026',
      'primary',
    ])
  })

  it('name each source once, with a link and how many answers rest on it', () => {
    const { rows } = ruleSourcesTable(comparison, terms)
    expect(rows.map(([source, , , , answers]) => [source!.text, source!.href, answers!.value])).toEqual([
      ['Terms on licence', 'https://example.test/licence', 18],
      ['Terms on processing-region', 'https://example.test/processing-region', 17],
      ['No source: from the facts of the option, or nothing was found', undefined, 1],
    ])
  })
})

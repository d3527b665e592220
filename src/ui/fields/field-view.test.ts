import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../../catalogue/load-catalogue.ts'
import { defaultScenario } from '../../scenario/defaults.ts'
import { FIELD_GROUPS, findField, scenarioFields, workloadFields } from '../../scenario/fields.ts'
import type { Field } from '../../scenario/field.ts'
import { knownFrom } from '../../scenario/known.ts'
import { applyRulePreset } from '../../scenario/rule-presets.ts'
import { backWords, basisShown, choicesOf, groupSummary, inOrder, rareLine } from './field-view.ts'
import { limitsOf } from './limits.ts'
import { endingChoices, entriesOf, entryUnit, idChoices, keyChoices, withEntry } from './record-entries.ts'

const catalogue = loadCatalogue('data')
const field = (key: string): Field => {
  const place = findField(key)
  if (place === null) throw new Error(`no field ${key}`)
  return place.field
}

describe('field view', () => {
  it('offers for every choice only values that a link would keep', () => {
    const known = knownFrom(catalogue)
    for (const choice of [...workloadFields, ...scenarioFields].filter(({ kind }) => kind === 'choice')) {
      const values = choicesOf(choice, catalogue).map(({ value }) => value)
      expect(values.length, choice.path).toBeGreaterThan(1)
      expect(new Set(values).size, choice.path).toBe(values.length)
      const set = choice.known === null ? null : known[choice.known]
      if (set) for (const value of values) if (value !== null) expect(set.has(value), `${choice.path} ${value}`).toBe(true)
    }
  })

  it('calls a changed value yours, and a use case never', () => {
    expect(basisShown(field('months'), 24, 36, 'assumed')).toBe('yours')
    expect(basisShown(field('months'), 36, 36, 'assumed')).toBe('assumed')
    expect(basisShown(field('w.preset'), 'voice_agent', 'internal_rag', 'assumed')).toBe('assumed')
  })

  it('has a summary of its own for each group', () => {
    const summaries = FIELD_GROUPS.map(({ id }) => groupSummary(id, defaultScenario(), catalogue))
    expect(new Set(summaries).size).toBe(FIELD_GROUPS.length)
    expect(groupSummary('owned', { ...defaultScenario(), ownGpus: false }, catalogue)).toBe('not bought')
  })

  it('says of closed groups whose quality, rules and company they hold', () => {
    const first = defaultScenario()
    const [bank, , subsidiary] = catalogue.rules.presets
    expect(groupSummary('quality', first, catalogue)).toBe('as good as GPT-5.6 Luna')
    expect(groupSummary('quality', { ...first, usedToday: null }, catalogue)).toBe('no floor')
    expect(groupSummary('rules', first, catalogue)).toBe('law and licences')
    expect(groupSummary('rules', applyRulePreset(first, bank!), catalogue)).toBe('EU bank')
    // licences, export control and governments by default, and this one
    expect(groupSummary('rules', { ...first, noTraining: true }, catalogue)).toBe('4 set')
    expect(groupSummary('company', first, catalogue)).toBe('United States')
    expect(groupSummary('company', applyRulePreset(first, subsidiary!), catalogue)).toBe('Germany, parent in China')
  })

  it('names countries, certifications and what is not set', () => {
    const label = (key: string, value: string | null) => choicesOf(field(key), catalogue).find((choice) => choice.value === value)?.label
    expect(label('region', null)).toBe('Anywhere')
    expect(label('region', 'EU')).toBe('European Union')
    expect(label('nojuris', 'CN')).toBe('China')
    expect(label('certs', 'ISO27001')).toBe('ISO 27001')
    expect(label('hq', null)).toBe('As the place')
    expect(label('floor', null)).toBe('As used today')
    expect(label('state', 'US-TX')).toMatch(/^Texas/)
    expect(backWords(field('nojuris'), ['CN', 'RU'], choicesOf(field('nojuris'), catalogue))).toBe('Back to China, Russia')
    expect(backWords(field('hq'), null, choicesOf(field('hq'), catalogue))).toBe('Back to as the place')
    for (const key of ['region', 'hq', 'nojuris'])
      for (const { value, label } of choicesOf(field(key), catalogue)) expect(label, String(value)).not.toMatch(/^[A-Z]{2}$/)
  })

  it('brings a rare field into view once it is set', () => {
    const rare = field('w.reasoning')
    expect(inOrder([rare], () => false)).toEqual({ open: [], rare: [rare] })
    expect(inOrder([rare], () => true)).toEqual({ open: [rare], rare: [] })
    expect(rareLine([rare])).toBe('Reasoning tokens')
    expect(rareLine([rare, field('w.growth'), field('w.retry')])).toBe('Reasoning tokens, growth of requests and 1 more')
  })

  it('bounds shares of the input by one another', () => {
    const scenario = defaultScenario()
    expect(limitsOf(field('w.written'), scenario, 0).max).toBeCloseTo(0.65, 12)
    expect(limitsOf(field('w.shared'), scenario, 0).max).toBe(0.35)
    expect(limitsOf(field('months'), scenario, 0)).toEqual({})
  })
})

describe('a record of prices', () => {
  it('has a key for each kind of token of an offer, in words', () => {
    const keys = keyChoices(field('apiprice'), catalogue)
    expect(keys.find(({ value }) => value === 'openai/gpt-6.2-sol.out')?.label).toMatch(/^GPT-6\.2 Sol, .+: output$/)
  })

  it('asks for the offer first, then for the number, each with its unit', () => {
    expect(idChoices(field('ptu'), catalogue).some(({ value }) => value === 'openai/gpt-6.2-sol')).toBe(true)
    expect(endingChoices(field('ptu')).map(({ label }) => label)).toContain('speed of a unit')
    expect(endingChoices(field('gpuprice'))).toEqual([])
    expect(entryUnit(field('ptu'), 'openai/gpt-6.2-sol.rate')).toBe('weighted tokens a second')
    expect(entryUnit(field('apiprice'), 'openai/gpt-6.2-sol.out')).toBe('USD per million tokens')
  })

  it('asks of the length of answers which part of them', () => {
    const keys = keyChoices(field('verbosity'), catalogue)
    expect(keys.find(({ value }) => value === 'gpt-5.6-luna.visible')?.label).toBe('GPT-5.6 Luna: visible output')
    expect(idChoices(field('tokenratio'), catalogue)).toHaveLength(catalogue.models.length)
  })

  it('takes entries in and out', () => {
    const one = withEntry({}, 'h100-sxm', 2.5)
    expect(entriesOf(one, [{ value: 'h100-sxm', label: 'H100' }])).toEqual([{ key: 'h100-sxm', label: 'H100', value: 2.5 }])
    expect(withEntry(one, 'h100-sxm', null)).toEqual({})
  })
})

/** Does data/rules hold every word and figure of the curated rules, and does each structured condition follow from words beside it? */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../../src/catalogue/load-catalogue.ts'
import { loadRules } from '../../src/catalogue/load-rules.ts'
import { rulesDataSchema } from '../../src/catalogue/rules-schema.ts'
import { DATA } from './read-back.ts'
import { canonical, curatedRules } from './rules-read-back.ts'

const data = loadRules(DATA)
const catalogue = loadCatalogue(DATA)
const frozen = JSON.parse(readFileSync(join(import.meta.dirname, 'imported-figures.json'), 'utf8')) as { rebuilt: Record<string, string> }

describe('the curated rules', () => {
  it('are all there, word for word and figure for figure', () => {
    const digest = createHash('sha256').update(canonical(curatedRules(data))).digest('hex')
    expect(digest).toBe(frozen.rebuilt['rules/constraints.json'])
  })

  it('would be missed if one figure changed', () => {
    const changed = structuredClone(data)
    changed.licences.find(({ id }) => id === 'Kimi-K3')!.thresholds[0]!.over = 20000001
    expect(canonical(curatedRules(changed))).not.toBe(canonical(curatedRules(data)))
  })

  it('are refused with a field that is not known', () => {
    expect(rulesDataSchema.safeParse({ ...data, presets: [{ ...data.presets[0]!, rule: 1 }] }).success).toBe(false)
  })
})

describe('sources', () => {
  const rows = [
    ...data.licences.map((row) => [row.id, row.sources] as const),
    ...data.modelLicences.map((row) => [row.modelId, row.sources] as const),
    ...data.providers.filter(({ id }) => id !== 'cohere').map((row) => [row.id, row.sources] as const),
    ...data.government.restrictions.map((row) => [row.id, row.sources] as const),
    ...data.exportControl.points.map((row) => [row.id, row.sources] as const),
    ...data.euAiAct.map((row) => [row.id, row.sources] as const),
  ]
  it.each(rows)('%s has one, and says how well it is known', (_id, sources) => {
    expect(sources.length).toBeGreaterThan(0)
    for (const { url, via, kind } of sources) {
      expect(url ?? via).toBeTruthy()
      expect(kind).not.toBe('')
    }
  })

  it('are dated, but for standing texts and pages that were only pointed to', () => {
    const undated = rows.filter(([, sources]) => sources.every(({ date }) => date === null)).map(([id]) => id)
    expect(undated).toEqual(['MIT', 'Apache-2.0', 'CC-BY-NC-4.0'])
  })
})

describe('what is structured', () => {
  it.each(data.licences.flatMap(({ id, thresholds }) => thresholds.map((one) => [id, one] as const)))(
    '%s: the measure says what the words say',
    (_id, { measure, effect, words }) => {
      const monthly = /month/.test(words.what) && !/12/.test(words.what)
      expect(measure.includes('users')).toBe(words.what.includes('active users'))
      if (measure.includes('revenue')) expect([words.what, measure.endsWith('month')]).toEqual([words.what, monthly])
      if (effect === 'show-name') expect(words.effect).toMatch(/shown|display/)
      if (effect === 'agreement') expect(words.effect).toMatch(/agreement|licence|authorization/)
    },
  )

  it('names licences, providers and GPUs that exist', () => {
    const licences = data.licences.map(({ id }) => id)
    for (const { licence } of data.modelLicences) expect(licences).toContain(licence)
    const ruleIds = catalogue.models.flatMap((model) => [model.id, ...model.ruleIds])
    for (const { modelId } of data.modelLicences) expect(ruleIds).toContain(modelId)
    const apis = catalogue.apiProviders.map(({ id }) => id)
    for (const { apiProviderIds } of data.providers) for (const id of apiProviderIds) expect(apis).toContain(id)
  })

  it('puts each GPU in one export class, whose words its own are', () => {
    for (const { id, exportControl } of catalogue.gpus) {
      const classes = data.exportControl.classes.filter(({ gpuIds }) => gpuIds.includes(id))
      expect([id, classes.length]).toEqual([id, 1])
      expect(exportControl).toContain(classes[0]!.words)
    }
  })

  it('takes added links from words that are there', () => {
    const notes = data.licences.map(({ words }) => words.note)
    const added = data.modelLicences.filter(({ saidBy }) => saidBy !== null)
    for (const { saidBy } of added) expect(notes.some((note) => typeof note === 'string' && saidBy!.endsWith(note))).toBe(true)
    expect(added.map(({ modelId }) => modelId)).toEqual(['glm-5.3-flash', 'glm-4.5', 'glm-4.5-air', 'glm-4.6'])
  })

  it('has 27 members of the EU, and no country in two groups of destinations', () => {
    const of = (id: string) => data.countryGroups.find((group) => group.id === id)!.countries
    expect(of('EU')).toHaveLength(27)
    const listed = [...of('China'), ...of('D:5'), ...of('D:1/D:4')]
    expect(new Set(listed).size).toBe(listed.length)
  })
})

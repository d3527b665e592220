import { describe, expect, it } from 'vitest'
import { DEFAULTS, defaultScenario } from './defaults.ts'
import { fieldKey, findField, getField, scenarioFields, setField, workloadFields } from './fields.ts'
import { scenarioSchema } from './schema.ts'

const all = [...scenarioFields, ...workloadFields]

describe('field records', () => {
  it.each([
    ['scenario', scenarioFields],
    ['workload', workloadFields],
  ])('give no key of a %s field to another field', (_, fields) => {
    const names = new Map<string, string>()
    for (const field of fields)
      for (const name of new Set([field.id, field.path, ...field.aliases])) {
        expect(names.get(name) ?? field.path, name).toBe(field.path)
        names.set(name, field.path)
      }
  })

  it('keep keys short and plain', () => {
    for (const field of all) expect(field.id).toMatch(/^[a-z][a-z0-9]{1,11}$/)
  })

  it('do not use a key the link keeps for itself', () => {
    for (const key of ['v', 'z', 'data', 'workloads']) expect(scenarioFields.some((f) => f.id === key)).toBe(false)
  })

  it('are found by key, by old key and by path', () => {
    expect(findField('w2.requests')).toMatchObject({ workload: 1, field: { path: 'requestsPerMonth' } })
    expect(findField('w.requests')).toMatchObject({ workload: 0, field: { path: 'requestsPerMonth' } })
    expect(findField('workloads.1.requestsPerMonth')).toMatchObject({ workload: 1, field: { id: 'requests' } })
    expect(findField('w1.out')).toMatchObject({ field: { path: 'outputTokens' } })
    expect(findField('discountRate')).toMatchObject({ field: { id: 'rate' } })
    for (const field of all) expect(findField(fieldKey(field))?.field).toBe(field)
  })

  it.each(['', 'w9.requests', 'w0.requests', 'valueOf', '__proto__', 'w1.__proto__', 'w1.constructor', 'workloads', 'w1.'])(
    'are not found by %j',
    (key) => {
      expect(findField(key)).toBeNull()
    },
  )

  it('end their help and their reasons as sentences', () => {
    for (const field of all) {
      expect(field.help, field.path).toMatch(/\.$/)
      expect(field.basis.reason, field.path).toMatch(/\.$/)
      expect(field.help + field.label, field.path).not.toMatch(/!|simply|\/mo\b/)
    }
  })

  it('have bounds that the schema accepts', () => {
    for (const field of all) {
      if (!['number', 'integer', 'percent'].includes(field.kind)) continue
      for (const bound of [field.min, field.max]) {
        expect(bound, field.path).not.toBeNull()
        expect(scenarioSchema.safeParse(setField(defaultScenario(), field, bound)).success, `${field.path} = ${bound}`).toBe(true)
      }
    }
  })
})

describe('dated defaults', () => {
  it.each([...DEFAULTS])('of %s are a valid scenario inside the bounds of its fields', (_, scenario) => {
    expect(scenarioSchema.parse(scenario)).toEqual(scenario)
    for (const field of all) {
      const value = getField(scenario, field)
      if (typeof value !== 'number') continue
      expect(value, field.path).toBeGreaterThanOrEqual(field.min as number)
      expect(value, field.path).toBeLessThanOrEqual(field.max as number)
    }
  })

  // literal values of the brief and of data/: a changed default would change the meaning of every old link
  it('of 2026-11-23 stay what they were', () => {
    const { workloads, ...rest } = DEFAULTS.get('2026-11-23') as ReturnType<typeof defaultScenario>
    expect(workloads).toHaveLength(1)
    expect(workloads[0]).toMatchObject({
      preset: 'internal_rag',
      requestsPerMonth: 2_000_000,
      inputTokens: 5000,
      cachedShare: 0.35,
      sharedPrefixShare: 0.25,
      outputTokens: 300,
      cvInput: 0.8,
      cvOutput: 0.7,
      profile: 'office_one_timezone',
      ttftP95Seconds: 2,
      tpotP95Seconds: 0.05,
    })
    expect(rest).toMatchObject({
      months: 36,
      startMonth: '2026-12',
      discountRate: 0.09,
      usedToday: 'openai/gpt-5.6-luna',
      models: 'all',
      yardstick: 'lmarena_text_style_control',
      secondYardstick: 'epoch_capabilities_index',
      floorModel: null,
      weakerCompetes: false,
      contestedCompetes: false,
      unknownCompetes: false,
      rulePreset: null,
      checksLicence: true,
      checksExport: true,
      checksGovernment: true,
      notVerified: 'allowed',
      engine: 'vllm',
      seasonalFactor: 1.3,
      spareReplicas: 1,
      rentalAdderShare: 0.15,
      rentalSupportShare: 0.05,
      staffUsdPerYear: null,
      apiFte: 0.15,
      rentedFteBase: 0.15,
      rentedFtePerNode: 0.325,
      fteElasticity: 0.54,
      wageGrowth: 0.03,
    })
  })
})

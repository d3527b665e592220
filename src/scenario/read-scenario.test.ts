import { describe, expect, it } from 'vitest'
import { defaultScenario } from './defaults.ts'
import { readScenarioJson } from './read-scenario.ts'

const known = { gpus: new Set(['h100-sxm']), models: new Set(['qwen3.8-27b']) }
const read = (text: string) => readScenarioJson(text, known)

describe('a scenario file', () => {
  it('may leave out what stays at its default', () => {
    expect(read('{}')).toEqual({ scenario: defaultScenario(), lost: [] })
    expect(read('\ufeff { "months": 24, "workloads": [ {"inputTokens": 700}, {} ], "gpu": "h100-sxm" } ')).toMatchObject({
      scenario: { months: 24, gpu: 'h100-sxm', workloads: [{ inputTokens: 700, outputTokens: 300 }, { inputTokens: 5000 }] },
      lost: [],
    })
  })

  it('may be a whole scenario', () => {
    expect(read(JSON.stringify(defaultScenario()))).toEqual({ scenario: defaultScenario(), lost: [] })
  })

  it('may name the date of its defaults', () => {
    expect(read('{"defaults": "2026-11-23"}')).toEqual({ scenario: defaultScenario(), lost: [] })
    expect(read('{"defaults": "1999-01-01"}')).toMatchObject({ field: 'defaults' })
  })

  it('says what gave way where values contradict each other', () => {
    expect(read('{"workloads": [{"cachedShare": 0.1}]}')).toMatchObject({ lost: [{ kind: 'conflict' }] })
  })

  it.each([
    [
      '{"workloads": [{\n  "inputTokens": -5}]}',
      2,
      18,
      'workloads[0].inputTokens',
      /^workloads\[0\]\.inputTokens \(-5\) is below 0 \(line 2, column 18\)$/,
    ],
    ['{"months": "24"}', 1, 12, 'months', /months \("24"\) is not a number/],
    ['{"monthz": 24}', 1, 12, 'monthz', /^monthz is not a field of a scenario/],
    ['{"workloads": [{}, {"tokens": 1}]}', 1, 31, 'workloads[1].tokens', /not a field/],
    ['{"rate": 0.1}', 1, 10, 'rate', /not a field/],
    ['{"__proto__": {"months": 1}}', 1, 15, '__proto__', /not a field/],
    ['{"gpu": "h900"}', 1, 9, 'gpu', /^gpu \("h900"\) is not known/],
    ['{"models": ["nope"]}', 1, 12, 'models', /names “nope”, which is not known/],
    ['{"gpuPrices": {"h100-sxm": -1}}', 1, 15, 'gpuPrices', /an entry for “h100-sxm” that is below 0/],
    ['{"workloads": []}', 1, 15, 'workloads', /list of 1 to 8/],
    ['{"workloads": {}}', 1, 15, 'workloads', /list of 1 to 8/],
    ['{"workloads": [7]}', 1, 16, 'workloads[0]', /must be an object in braces, not 7/],
    ['{"months": [[[[1]]]]}', 1, 12, 'months', /months \(a list\) is not a number/],
    ['[]', 1, 1, null, /^the scenario must be an object in braces, not a list/],
    ['null', 1, 1, null, /must be an object in braces, not null/],
  ])('%s names the field', (text, line, column, field, error) => {
    const result = read(text)
    expect(result).toMatchObject({ line, column, field })
    expect('error' in result && result.error).toMatch(error)
  })

  it.each([
    ['', 1, 1, /ends too early/],
    ['{', 1, 2, /a name in double quotes is missing/],
    ['{"months": 24', 1, 14, /“,” or “}” is missing/],
    ['{"months": 24,}', 1, 15, /a name in double quotes is missing/],
    ['{\n  "months": 024\n}', 2, 13, /cannot be read/],
    ["{'months': 24}", 1, 2, /double quotes/],
    ['{"months" 24}', 1, 11, /“:” is missing/],
    ['{"months": 24} x', 1, 16, /more follows/],
    ['{"months": 1, "months": 2}', 1, 15, /“months” is written twice/],
    ['{"name": "a', 1, 10, /does not end/],
    ['{"months": nan}', 1, 12, /cannot be read/],
    ['[1 2]', 1, 4, /“,” or “\]” is missing/],
    [`${'['.repeat(65)}`, 1, 65, /nested deeper than 64/],
    ['\u0000\u0001PK', 1, 1, /cannot be read/],
  ])('%j is no JSON, and the place is named', (text, line, column, error) => {
    const result = read(text)
    expect(result).toMatchObject({ line, column, field: null })
    expect('error' in result && result.error).toMatch(error)
  })

  it('of any depth or size is answered', () => {
    for (const text of [
      '['.repeat(900_000),
      '{"a":'.repeat(180_000),
      `"${'a'.repeat(900_000)}"`,
      `{"name": "${'\\n'.repeat(400_000)}"}`,
      '9'.repeat(900_000),
    ])
      expect(read(text)).toHaveProperty('error')
    const huge = read('['.repeat(50_000_000))
    expect(huge).toMatchObject({ line: 1, column: 1 })
    expect('error' in huge && huge.error).toMatch(/50000000 letters/)
  })

  // JSON.parse is the judge of what is JSON
  it('agrees with JSON.parse on what is JSON', () => {
    const texts = [
      '{"a":[]}',
      '{"a":[1,]}',
      '{"a":tru}',
      '{"a":-}',
      '{"a":-0.0e+1}',
      '{"a":"\\u00zz"}',
      '{"a":"\t"}',
      '{,}',
      '[,]',
      '{"a":1}}',
      ' {} ',
      '{"a":1.}',
      '{"a":.5}',
      '{"a":1e5}',
      '{"a":+1}',
      '{"":0}',
    ]
    for (const text of texts) {
      let isJson = true
      try {
        JSON.parse(text)
      } catch {
        isJson = false
      }
      const result = read(text)
      expect('error' in result && result.error.startsWith('not valid JSON'), text).toBe(!isJson)
    }
  })
})

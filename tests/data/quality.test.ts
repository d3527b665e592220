/** Is every imported score, gap and token count still there once joined by model id, and is nothing said that the sources do not say? */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadCatalogue } from '../../src/catalogue/load-catalogue.ts'
import { loadQuality } from '../../src/catalogue/load-quality.ts'

const DATA = join(import.meta.dirname, '../../data')
const text = (file: string) => readFileSync(join(DATA, file), 'utf8')

const catalogue = loadCatalogue(DATA)
const { models, sources, apiProviders } = catalogue
const quality = loadQuality(DATA, models)

/** All numbers below a value, in order of size. */
const numbersIn = (value: unknown): number[] => {
  if (typeof value === 'number') return [value]
  if (value === null || typeof value !== 'object') return []
  return Object.values(value).flatMap(numbersIn)
}
const sorted = (values: number[]) => [...values].sort((a, b) => a - b)

const withScore = (yardstick: string, ids: readonly string[]) =>
  ids.filter((id) => quality.scores[id]?.some((score) => score.yardstick === yardstick)).sort()

describe('scores', () => {
  const file = JSON.parse(text('quality/quality.json')) as { models: { id: string; scores: Record<string, unknown[]> }[] }

  it('hold every figure of the imported scores of every model, and no other', () => {
    for (const model of models) {
      const rows = file.models.filter(({ id }) => model.qualityIds.includes(id)).flatMap(({ scores }) => Object.values(scores).flat())
      expect(sorted(numbersIn(quality.scores[model.id] ?? [])), model.id).toEqual(sorted(numbersIn(rows)))
    }
  })

  it('are joined for every row of the file', () => {
    const joined = new Set(models.flatMap(({ qualityIds }) => qualityIds))
    expect(file.models.map(({ id }) => id).filter((id) => !joined.has(id))).toEqual([])
    expect(Object.values(quality.scores).flat()).toHaveLength(303)
  })

  it('name a source of the file and lie inside their interval', () => {
    for (const score of Object.values(quality.scores).flat()) {
      expect(quality.sources[score.source], score.source).toBeDefined()
      expect(score.date).toMatch(/^\d{4}-\d{2}/)
      if (score.interval === null) continue
      expect(score.interval[0]).toBeLessThanOrEqual(score.score)
      expect(score.interval[1]).toBeGreaterThanOrEqual(score.score)
    }
  })

  it('of different data sets, versions, harnesses or tellers are never on one yardstick', () => {
    const pro = quality.yardsticks.filter(({ benchmark }) => benchmark === 'swe_bench_pro').map(({ id }) => id)
    expect(pro).toEqual([
      'swe_bench_pro:hard-aa:claude-code',
      'swe_bench_pro:hard-aa:codex',
      'swe_bench_pro:hard-aa:cursor-cli',
      'swe_bench_pro:hard-aa:gemini-cli',
      'swe_bench_pro:public',
      'swe_bench_pro:reported-by-a-competitor',
      'swe_bench_pro:self-reported',
    ])
    for (const yardstick of quality.yardsticks) {
      const own = Object.values(quality.scores)
        .flat()
        .filter((score) => score.yardstick === yardstick.id)
      expect(new Set(own.map(({ kind }) => kind))).toEqual(new Set([yardstick.kind]))
    }
  })
})

describe('noise bands', () => {
  const bandOf = (id: string) => quality.yardsticks.find((yardstick) => yardstick.id === id)

  it('come from published intervals: 85 on LMArena text, the middle one 8.9 wide', () => {
    const widths = Object.values(quality.scores)
      .flat()
      .flatMap(({ interval }) => (interval === null ? [] : [interval[1] - interval[0]]))
    expect(widths).toHaveLength(85)
    expect(sorted(widths)[42]).toBeCloseTo(8.9, 9)
    // 4.45 for each of two models: √(4.45² + 4.45²)
    expect(bandOf('lmarena_text_style_control')?.band).toBeCloseTo(6.29325, 5)
  })

  it('or from the words of a source: about 1 point on the Epoch index', () => {
    expect(bandOf('epoch_capabilities_index')).toMatchObject({ band: 1, typicalHalfWidth: null })
    expect(quality.sources['epoch_eci_2026-09']?.note).toContain('about 1 point')
  })

  it('are unknown everywhere else, and nothing is put in their place', () => {
    expect(quality.yardsticks.filter(({ band }) => band !== null).map(({ id }) => id)).toEqual([
      'epoch_capabilities_index',
      'lmarena_text_style_control',
    ])
  })
})

describe('what has a score', () => {
  const ofApis = [...new Set(apiProviders.flatMap(({ offers }) => offers.map(({ modelId }) => modelId)))]

  it('is not the newest: GPT-6.2 Sol, GPT-6 Luna and Qwen3.8 27B have none', () => {
    for (const id of ['gpt-6.2-sol', 'gpt-6-luna', 'qwen3.8-27b']) expect(quality.scores[id], id).toBeUndefined()
  })

  it('of the models that an API sells', () => {
    const known = (yardstick: string) => withScore(yardstick, ofApis).length
    expect([ofApis.length, known('lmarena_text_style_control'), known('epoch_capabilities_index')]).toEqual([85, 28, 11])
  })
})

describe('the gap over time', () => {
  it('has all 29 rows on three yardsticks', () => {
    expect(quality.gap).toHaveLength(29)
    expect(new Set(quality.gap.map(({ yardstick }) => yardstick))).toEqual(
      new Set(['Epoch Capabilities Index', 'LMArena text (overall)', 'LMArena text, style control']),
    )
  })

  it('holds every number of the file', () => {
    // quoted cells are prose; what is left of a line is the numbers, names and dates
    const cells = text('quality/gap.csv')
      .split('\n')
      .slice(1)
      .flatMap((line) => line.replaceAll(/"[^"]*"/g, '').split(','))
    const numbers = cells.filter((cell) => /^-?\d+(\.\d+)?$/.test(cell)).map(Number)
    expect(sorted(numbersIn(quality.gap))).toEqual(sorted(numbers))
  })

  it('adds up: best proprietary less best open, to the rounding of the source', () => {
    for (const { proprietary, open, openChina, openUnitedStates } of quality.gap)
      for (const side of [open, openChina, openUnitedStates])
        if (side !== null) expect(Math.abs(proprietary.score - side.score - side.gap)).toBeLessThanOrEqual(0.1 + 1e-9)
  })
})

describe('token counts', () => {
  const file = JSON.parse(text('quality/tokenizers.json')) as { ratio_to_o200k: Record<string, Record<string, number>> }

  it('give the ratios that the file states, to its three decimals', () => {
    for (const [name, ratios] of Object.entries(file.ratio_to_o200k))
      for (const [tokenizer, ratio] of Object.entries(ratios)) {
        const counts = quality.tokenizers.counts[name]!
        expect(counts[tokenizer]! / counts.gpt4o!).toBeCloseTo(ratio, 2)
      }
  })

  it('belong to languages, each text to exactly one', () => {
    const used = quality.tokenizers.languages.flatMap(({ texts }) => texts)
    expect([...used].sort()).toEqual(Object.keys(quality.tokenizers.counts).sort())
  })

  it('are of the tokenizers whose vocabulary the models have', () => {
    const vocabularies = (family: string) =>
      new Set(
        models.flatMap(({ id, architecture }) =>
          quality.tokenizers.familyOfModel[id] === family && architecture !== null ? [architecture.vocab] : [],
        ),
      )
    expect(vocabularies('deepseek_v3')).toEqual(new Set([129_280]))
    expect(vocabularies('qwen3')).toEqual(new Set([151_936]))
    expect(vocabularies('gemma3')).toEqual(new Set([262_144]))
    expect(vocabularies('llama3_1')).toEqual(new Set([128_256]))
    expect(vocabularies('gpt4o')).toEqual(new Set([201_088]))
  })
})

describe('verbosity', () => {
  it('is the published range, with its source', () => {
    expect(quality.verbosity).toMatchObject({ low: 1.6, high: 2.9, checkedOn: '2026-08-22' })
    expect(sources.some(({ id }) => id === quality.verbosity.source)).toBe(true)
  })
})

describe('damaged files of quality', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'quality-'))
    cpSync(DATA, folder, { recursive: true })
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  const edit = (file: string, change: (text: string) => string) => {
    const path = join(folder, file)
    const found = change(readFileSync(path, 'utf8'))
    rmSync(path)
    writeFileSync(path, found)
  }
  const load = () => loadQuality(folder, models)

  it.each([
    ['quality/quality.json', '"score": 1489.7', '"score": "1489.7"', /data\/quality\/quality\.json: models\.\d+\.scores\.lmarena_text/],
    ['quality/quality.json', '"votes": 14241', '"voters": 14241', /data\/quality\/quality\.json: models/],
    ['quality/quality.json', '"date": "2026-08-19",\n      "kind": "independent"', '"date": "2026-08-19",\n      "kind": "hearsay"', /data\/quality\/quality\.json/],
    ['quality/gap.csv', '2023-06-30,Epoch Capabilities Index,ECI,GPT-4 (Mar 2023),126.2', '2023-06-30,Epoch Capabilities Index,ECI,GPT-4 (Mar 2023),', /data\/quality\/gap\.csv: line 2: best_proprietary_score is empty/],
    ['quality/gap.csv', ',110.4,', ',about 110,', /data\/quality\/gap\.csv: line 2: best_open_score is "about 110", not a number/],
    ['yardsticks.json', 'drift by about 1 point', 'drift by about 3 points', /epoch_capabilities_index: the source epoch_eci_2026-09 does not say/],
    ['yardsticks.json', '"id": "hle"', '"id": "hel"', /data\/yardsticks\.json: benchmark hle is not described/],
    ['tokenizer-families.json', '"udhr_kor"', '"udhr_kro"', /data\/tokenizer-families\.json: ko: no text named udhr_kro/],
    ['tokenizer-families.json', '"startsWith": ["qwen3-"]', '"startsWith": ["qwen3-", "gpt-oss"]', /gpt-oss-120b is in gpt4o and in qwen3/],
    ['assumptions.json', '"low": 1.6', '"lower": 1.6', /data\/assumptions\.json: /],
  ])('%s: %s → %s is reported by file and place', (file, was, now, message) => {
    edit(file, (found) => {
      expect(found).toContain(was)
      return found.replace(was, now)
    })
    expect(load).toThrow(message)
  })

  it('a quality id that nothing is filed under is reported by model', () => {
    expect(() => loadQuality(DATA, [{ id: 'kimi-k3', qualityIds: ['kimi-k4'] }])).toThrow(
      'data/models/kimi-k3.json: quality id kimi-k4 is not in quality/quality.json',
    )
  })
})

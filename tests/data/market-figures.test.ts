/** On the bundled data: do the figures say what their sources are known to say? */
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../../src/catalogue/load-catalogue.ts'
import { loadMarket } from '../../src/catalogue/load-market.ts'
import { moved } from '../../src/ui/market/moved-words.ts'
import { chosenLine } from '../../src/ui/market/market-defaults.ts'
import { priceFigure, priceTable } from '../../src/ui/market/price-figure.ts'
import { pricedModels, priceLine } from '../../src/ui/market/price-lines.ts'
import { followedGpus, rentFigure, rentTable } from '../../src/ui/market/rent-figure.ts'
import { releaseFigure, releaseTable } from '../../src/ui/market/release-figure.ts'

const DATA = join(import.meta.dirname, '../../data')
const catalogue = loadCatalogue(DATA)
const market = loadMarket(DATA, catalogue)
const line = (id: string) => priceLine(id, market, catalogue)

describe('the price of a model', () => {
  it('keeps the cut of GPT-5.6 Luna to a fifth on 30 July 2026, and is in force today', () => {
    expect(line('gpt-5.6-luna')).toMatchObject({
      seller: 'OpenAI API',
      past: [
        { date: '2026-07-22', plain: 1, out: 6 },
        { date: '2026-07-30', plain: 0.2, out: 1.2 },
      ],
      until: market.asOf,
      announced: [],
    })
  })

  it('has what is announced once, though price list and history both say it', () => {
    expect(line('gemini-4-argon')?.announced).toEqual([{ date: '2026-12-01', plain: 4, out: 20 }])
  })

  it('of a model nobody sells any more ends at its last record', () => {
    expect(line('gpt-5.5')).toMatchObject({ listed: null, until: '2026-04-23' })
  })

  it('that differs from the last record without a day of change is dated by when it was read', () => {
    expect(line('qwen3.7-plus')?.past.map(({ date, out }) => [date, out])).toEqual([
      ['2026-06-02', 3],
      ['2026-11-02', 1.6],
    ])
  })

  it('is unknown of a model without one, and each that may be chosen has one', () => {
    expect(line('llama-3.1-405b')).toBeNull()
    for (const { id } of pricedModels(market, catalogue)) expect(line(id), id).not.toBeNull()
  })

  it('is drawn with its finding from the data shown', () => {
    const chosen = ['gpt-5.6-luna', 'gemini-4-argon'].map((id) => chosenLine(line(id)!, []))
    const figure = priceFigure(chosen, 'out', market)
    expect(figure?.title).toMatch(/^API prices of named models: 98\s% did not change in the half-year after they were first recorded$/)
    expect(figure?.lines.map(({ dashed }) => dashed.length > 0)).toEqual([false, true])
    expect(priceTable(chosen).rows.map((row) => row[2]?.text)).toContain('30 Jul 2026')
  })
})

describe('what moved', () => {
  it('names the announced rises of Gemini and the latest changes', () => {
    const found = moved(market, catalogue, '6')
    expect(found.announced.map(({ name, to }) => `${name}: ${to}`)).toContain('Gemini 4 Argon: $4.00 in, $20 out')
    expect(found.lines.map(({ name }) => name)).toContain('GPT-5.6 Luna')
    expect(moved(market, catalogue, '3').lines.length).toBeLessThan(found.lines.length)
  })
})

describe('rents', () => {
  it('of the H100 rose at six of eleven providers and fell at two', () => {
    const gpu = catalogue.gpus.find(({ id }) => id === 'h100-sxm')!
    expect(followedGpus(market, catalogue.gpus)[0]?.id).toBe('h100-sxm')
    expect(rentFigure(gpu, market)?.title).toMatch(/of 11 followed 6 rose and 2 fell; the median change is \+27\s% a year$/)
    const aws = rentTable(gpu, market).rows.find((row) => row[0]?.text === 'AWS us-east-1')
    expect(aws?.map(({ text }) => text)).toEqual([
      'AWS us-east-1',
      'on demand',
      '1 Aug 2023',
      '10 Oct 2026',
      '$12.3',
      '$6.88',
      '−17\u202F%',
    ])
  })

  it('are not drawn of a GPU nobody followed', () => {
    expect(
      rentFigure(
        catalogue.gpus.find(({ id }) => id === 'l4')!,
        market,
      ),
    ).toBeNull()
  })
})

describe('releases', () => {
  it('add up to those on record, and say that the list is not complete', () => {
    const sum = releaseTable(market).rows.reduce((total, row) => total + Number(row.at(-1)?.value), 0)
    expect(sum).toBe(market.releases.length)
    const figure = releaseFigure(market)
    expect(figure?.method).toContain(`${market.releases.length} releases with a date; the list is not complete`)
    for (const { blocks, all } of figure?.columns ?? []) expect(blocks.reduce((total, { count }) => total + count, 0)).toBe(all)
  })
})

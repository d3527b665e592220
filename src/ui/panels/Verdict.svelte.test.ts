import { screen } from '@testing-library/svelte'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { renderPage } from '../../../tests/helpers/sample-page.ts'
import { ruledComparison, samplePrices } from '../../../tests/helpers/sample-rules.ts'
import { loadCatalogue } from '../../catalogue/load-catalogue.ts'
import type { Comparison, Verdict } from '../../engine/result.ts'

const catalogue = loadCatalogue('data')
const PATIENT = { timeout: 5000 }
const FRAGMENT = 'v=2026-11-23&region=EU'

const shown = (verdict: Partial<Verdict> = {}, over: Partial<Comparison> = {}) => {
  const comparison = ruledComparison()
  const answer = { ...comparison, ...over, verdict: { ...comparison.verdict, ...verdict } }
  return renderPage(catalogue, {
    fragment: FRAGMENT,
    compare: () => Promise.resolve(answer),
    rulePrices: () => Promise.resolve(samplePrices()),
  })
}

describe('the verdict under rules', () => {
  beforeEach(() => {
    history.replaceState(null, '', '/')
    vi.stubGlobal('matchMedia', () => ({ matches: true, addEventListener: () => undefined, removeEventListener: () => undefined }))
  })

  it('gives the price of the dearest rule as its third fact, and keeps what flips the answer in a line', async () => {
    await shown()
    expect(
      await screen.findByText(
        '“Processing in the EU” keeps out Qwen3.8-27B on Together, $8,200 a month. Both rules together cost no more.',
        {},
        PATIENT,
      ),
    ).toBeTruthy()
    expect(screen.getByText('$1,230 a month')).toBeTruthy()
    expect(await screen.findByText(/^Nearest flip:/, {}, PATIENT)).toBeTruthy()
    expect(screen.getByText(/1 option with unknown, 1 contested and 2 weaker quality are listed apart/)).toBeTruthy()
  })

  it('says which rule leaves a side without an option, and still what it costs', async () => {
    await shown({ kind: 'only-api', barredBy: 'processing-region', bestSelfHostedId: null, difference: null }, { volume: null })
    const sentence = await screen.findByRole('heading', { level: 1, name: /^Not allowed/ })
    expect(sentence.textContent).toContain('“Processing in the EU” leaves no self-hosted option.')
    expect(await screen.findByText('Price of a rule', {}, PATIENT)).toBeTruthy()
    expect(screen.queryByText('Switch point')).toBeNull()
  })

  it('says what each rule excludes where nothing is left, and what the least loosening leaves', async () => {
    const none = {
      kind: 'none',
      barredBy: 'licence',
      bestApiId: null,
      bestSelfHostedId: null,
      difference: null,
      usedTodayId: null,
    } as const
    await shown(none, { ranking: [], volume: null })
    expect(await screen.findByText('“Processing in the EU” excludes 3 of 18 options.', { exact: false }, PATIENT)).toBeTruthy()
    expect(
      await screen.findByText(
        'Without “Processing in the EU”: 3 options, the cheapest Qwen3.8-27B on Together, $10,700 a month.',
        {},
        PATIENT,
      ),
    ).toBeTruthy()
  })
})

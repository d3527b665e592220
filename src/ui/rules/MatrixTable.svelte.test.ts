import { render, screen, within } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { ruledComparison, samplePrices, sampleTerms } from '../../../tests/helpers/sample-rules.ts'
import { US_DOLLAR } from '../../format/money.ts'
import type { FigureTarget } from '../../worker/protocol.ts'
import EveryOption from './EveryOption.svelte'
import { rulesMatrix } from './matrix-model.ts'
import MatrixTable from './MatrixTable.svelte'

const comparison = ruledComparison()
const terms = sampleTerms()
const { columns, together, rows } = rulesMatrix(comparison, { terms, prices: samplePrices(), saidToday: true })
const onexplain = vi.fn<(target: FigureTarget) => void>()

describe('the matrix of rules', () => {
  it('opens an answer below its row by the keyboard, and closes it again', async () => {
    const user = userEvent.setup()
    render(MatrixTable, { caption: 'Rules', columns, rows, onexplain })
    const row = screen.getByRole('row', { name: /^Gemini 3.8 Flash/ })
    const answer = within(row).getByRole('button', { name: /^Allowed if/ })
    expect(answer.getAttribute('aria-expanded')).toBe('false')
    answer.focus()
    await user.keyboard('{Enter}')
    expect(answer.getAttribute('aria-expanded')).toBe('true')
    const detail = document.getElementById(answer.getAttribute('aria-controls')!)!
    expect(detail.hidden).toBe(false)
    expect(within(detail).getByText('Words about processing-region.')).toBeTruthy()
    expect(within(detail).getByRole('link').getAttribute('rel')).toContain('noopener')
    await user.keyboard('{Enter}')
    expect(detail.hidden).toBe(true)
  })

  it('heads each column with the rule and its price, and opens the sum behind a cost', async () => {
    render(MatrixTable, { caption: 'Rules', columns, together, rows, onexplain })
    expect(screen.getByRole('columnheader', { name: /^Option\s*All rules together cost \$1,230 a month$/ })).toBeTruthy()
    expect(screen.getByRole('columnheader', { name: /Processing in the EU\s*costs \$1,230 a month/ })).toBeTruthy()
    await userEvent.setup().click(screen.getByRole('button', { name: /^Gemini 3.8 Flash: \$9,430 a month/ }))
    expect(onexplain).toHaveBeenCalledWith({ kind: 'option', optionId: 'gemini-3.8-flash' })
  })
})

describe('the rules on all options', () => {
  it('are found by answer and by text, and counted', async () => {
    const user = userEvent.setup()
    render(EveryOption, { comparison, terms, columns, currency: US_DOLLAR, onexplain })
    const all = Number(/of (\d+)/.exec(screen.getByRole('status').textContent!)![1])
    expect(all).toBeLessThan(comparison.options.length)
    await user.selectOptions(screen.getByRole('combobox', { name: 'Hardest answer' }), 'Not allowed')
    expect(screen.getByRole('status').textContent).toBe(`4 of ${all} groups of options`)
    await user.type(screen.getByRole('searchbox'), 'grok')
    expect(screen.getAllByRole('rowheader')).toHaveLength(1)
  })
})

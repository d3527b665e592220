import { render, screen, within } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { sampleComparison, sampleOption } from '../../../tests/helpers/sample-comparison.ts'
import { fleetsComparison } from '../../../tests/helpers/sample-fleets.ts'
import { ruledComparison } from '../../../tests/helpers/sample-rules.ts'
import type { FigureTarget } from '../../worker/protocol.ts'
import OptionsTable from './OptionsTable.svelte'

const shown = (comparison = sampleComparison()) => {
  const onexplain = vi.fn<(target: FigureTarget) => void>()
  render(OptionsTable, { comparison, onexplain })
  return { onexplain, user: userEvent.setup() }
}
const names = () => screen.getAllByRole('rowheader').flatMap((cell) => cell.querySelector('.name')?.textContent?.trim() ?? [])

describe('the table of all options', () => {
  it('is sorted by cost, turns round at a second press, and says so', async () => {
    const { user } = shown()
    expect(names()[0]).toBe('Gemini 3.8 Flash')
    const heading = screen.getByRole('columnheader', { name: /Monthly TCO/ })
    expect(heading.getAttribute('aria-sort')).toBe('ascending')
    await user.click(within(heading).getByRole('button'))
    expect(heading.getAttribute('aria-sort')).toBe('descending')
    expect(names()[0]).toBe('DeepSeek-V4-Pro on 16 B200')
  })

  it('filters by text and counts what is left', async () => {
    const { user } = shown()
    await user.type(screen.getByRole('searchbox'), 'qwen h100')
    expect(names()).toEqual(['Qwen3.8-27B on 4 H100'])
    expect(screen.getByRole('status').textContent).toBe('1 of 18 options')
  })

  it('says when nothing matches and offers the way back', async () => {
    const { user } = shown()
    await user.type(screen.getByRole('searchbox'), 'xyzzy')
    await user.click(screen.getByRole('button', { name: 'Show all again' }))
    expect(names()).toHaveLength(16)
  })

  it('lists what is not possible on demand, with the reason', async () => {
    const { user } = shown()
    await user.click(screen.getByRole('checkbox', { name: 'Not possible too' }))
    expect(screen.getByRole('row', { name: /Kimi K3.*First token takes 4.1 s at best/ })).toBeTruthy()
  })

  it('draws 25 rows first and all on demand', async () => {
    const [option] = sampleComparison().options
    const options = Array.from({ length: 40 }, (_, index) => sampleOption({ ...option!, id: `o${index}`, lines: [...option!.lines] }))
    const { user } = shown(sampleComparison({ options, ranking: options.map(({ id }) => id) }))
    expect(names()).toHaveLength(25)
    await user.click(screen.getByRole('button', { name: 'Show all 40' }))
    expect(names()).toHaveLength(40)
  })

  it('opens the sum behind a total', async () => {
    const { onexplain, user } = shown()
    await user.click(screen.getByRole('button', { name: /\$15,600 a month/ }))
    expect(onexplain).toHaveBeenCalledWith({ kind: 'option', optionId: 'qwen3.8-27b-h100' })
  })

  it('changes its columns by view, and opens the warnings beyond the first', async () => {
    const { user } = shown(fleetsComparison())
    expect(screen.getByRole('columnheader', { name: /Evidence/ })).toBeTruthy()
    await user.click(screen.getByRole('radio', { name: 'Energy and carbon' }))
    expect(screen.queryByRole('columnheader', { name: /Evidence/ })).toBeNull()
    expect(within(screen.getByRole('row', { name: /^Gemini 3.8 Flash/ })).getAllByText('not estimated')).toHaveLength(2)
    await user.click(screen.getByText('2 more'))
    expect(screen.getByText('Third thing to mind.')).toBeTruthy()
  })

  it('shows quality and rules in a view of their own, and opens what each rule says', async () => {
    const { user } = shown(ruledComparison())
    await user.selectOptions(screen.getByRole('combobox', { name: 'Ranked or apart' }), 'Kept out by a rule: 4')
    await user.click(screen.getByRole('radio', { name: 'Quality and rules' }))
    const grok = screen.getByRole('row', { name: /^Grok 5/ })
    await user.click(within(grok).getByRole('button', { name: 'Not allowed' }))
    expect(screen.getByText('The licence rule says not-allowed.')).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Terms on licence' }).getAttribute('href')).toBe('https://example.test/licence')
    expect(screen.getByText(/facts for filtering, not legal advice/)).toBeTruthy()
  })
})

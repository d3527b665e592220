import { render, screen, within } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { sampleComparison } from '../../../tests/helpers/sample-comparison.ts'
import type { FigureTarget } from '../../worker/protocol.ts'
import Figures from './Figures.svelte'

const shown = async (comparison = sampleComparison()) => {
  const onexplain = vi.fn<(target: FigureTarget) => void>()
  render(Figures, { comparison, today: '2026-11-23', onexplain })
  // the figures below the first are fetched
  await screen.findByRole('heading', { name: 'All options' }, { timeout: 15_000 })
  return { onexplain, user: userEvent.setup() }
}
const figure = (name: RegExp) => within(screen.getByRole('figure', { name }))

describe('the bars of monthly TCO', () => {
  it('list the ten cheapest, each with a total that opens its sum', async () => {
    const { onexplain, user } = await shown()
    const bars = figure(/^Cheapest: Gemini/)
    const doors = bars.getAllByRole('button', { name: /how it was made/ })
    expect(doors).toHaveLength(10)
    await user.click(doors[0]!)
    expect(onexplain).toHaveBeenCalledWith({ kind: 'option', optionId: 'gemini-3.8-flash' })
  })

  it('say why an option is not possible and what would make it so', async () => {
    await shown()
    const bars = figure(/^Cheapest: Gemini/)
    expect(bars.getByText(/Weights need 2.4 TB, 8 H200 hold 1.0 TB\. Possible on 16 B200/)).toBeTruthy()
  })

  it('turn into a table and sources by the arrow keys alone', async () => {
    const { onexplain, user } = await shown()
    const bars = figure(/^Cheapest: Gemini/)
    bars.getByRole('tab', { name: 'Chart' }).focus()
    await user.keyboard('{ArrowRight}')
    expect(document.activeElement).toBe(bars.getByRole('tab', { name: 'Table' }))
    expect(bars.getByRole('tab', { name: 'Table' }).getAttribute('aria-selected')).toBe('true')
    expect(bars.getByRole('tab', { name: 'Chart' }).tabIndex).toBe(-1)
    expect(bars.getAllByRole('row')).toHaveLength(11)
    await user.click(within(bars.getByRole('row', { name: /^Gemini/ })).getByRole('button', { name: '$9,430' }))
    expect(onexplain).toHaveBeenCalledOnce()
    await user.click(bars.getByRole('tab', { name: 'Table' }))
    await user.keyboard('{End}')
    expect(bars.getByText('Together')).toBeTruthy()
  })
})

describe('the line charts where canvas is missing', () => {
  it('show their tables, and offer no chart', async () => {
    await shown()
    const volume = figure(/^Self-hosting becomes cheaper above 5.0 million/)
    expect(volume.queryByRole('tab', { name: 'Chart' })).toBeNull()
    expect(volume.getByRole('row', { name: /^2.0M, you \$9,430/ })).toBeTruthy()
    expect(volume.queryByRole('button', { name: /PNG/ })).toBeNull()
    expect(volume.getByRole('button', { name: /CSV/ })).toBeTruthy()
  })

  it('switch from the cost of each month to what has been paid by then', async () => {
    const { user } = await shown()
    expect(figure(/in every month$/).getAllByRole('row')).toHaveLength(37)
    await user.click(screen.getByRole('radio', { name: 'Cumulative cash' }))
    expect(figure(/never pays back within 36 months: \$219,000 more/).getAllByRole('row')).toHaveLength(37)
  })
})

describe('a comparison with nothing in it', () => {
  it('still says so', async () => {
    const verdict = { ...sampleComparison().verdict, kind: 'none' as const, bestApiId: null, bestSelfHostedId: null, usedTodayId: null }
    await shown(sampleComparison({ options: [], ranking: [], volume: null, verdict }))
    expect(screen.getByText('No option on your list is possible')).toBeTruthy()
    expect(screen.getByText('No option matches.')).toBeTruthy()
  })
})

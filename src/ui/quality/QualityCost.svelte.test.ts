import { fireEvent, render, screen, within } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { sampleQuality } from '../../../tests/helpers/sample-quality.ts'
import QualityCost from './QualityCost.svelte'

// jsdom lays nothing out; the plot draws where it has a width
vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(864)

const shown = (onexplain = vi.fn()) => {
  render(QualityCost, { comparison: sampleQuality(), onexplain })
  return { figure: within(screen.getByRole('figure')), onexplain }
}

describe('quality against cost on the page', () => {
  it('has a door for every mark, one of them reached by Tab, the others by arrow keys', async () => {
    const { figure, onexplain } = shown()
    const marks = figure.getAllByRole('button', { name: /a month, .* how it was made$/ })
    expect(marks.length).toBe(7)
    expect(marks.filter((mark) => mark.tabIndex === 0)).toEqual([marks[0]])
    marks[0]!.focus()
    await fireEvent.keyDown(marks[0]!, { key: 'ArrowRight' })
    expect(document.activeElement).toBe(marks[1])
    expect(marks[1]!.tabIndex).toBe(0)
    await userEvent.setup().click(marks[1]!)
    expect(onexplain).toHaveBeenCalledWith({ kind: 'option', optionId: 'qwen3.8-27b-together' })
  })

  it('names those without a score with a door to their cost', async () => {
    const { figure, onexplain } = shown()
    const strip = figure.getByText(/^No score on LMArena text, style control: /).parentElement!
    const doors = within(strip).getAllByRole('button')
    expect(doors).toHaveLength(5)
    await userEvent.setup().click(doors[0]!)
    expect(onexplain.mock.calls[0]![0]).toMatchObject({ kind: 'option' })
  })

  it('shows the sources of the scores, with their links', async () => {
    const { figure } = shown()
    await userEvent.setup().click(figure.getByRole('tab', { name: 'Sources' }))
    expect(figure.getByRole('link', { name: 'LMArena leaderboard dataset' }).getAttribute('href')).toBe('https://example.org/lmarena')
    expect(figure.getByText('From the published intervals')).toBeTruthy()
  })
})

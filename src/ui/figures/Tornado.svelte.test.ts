import { render, screen, within } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { sampleSensitivity } from '../../../tests/helpers/sample-odds.ts'
import Tornado from './Tornado.svelte'

const shown = (over = {}) => {
  const ongo = vi.fn<(path: string) => void>()
  render(Tornado, {
    sensitivity: sampleSensitivity(),
    held: false,
    inputs: [],
    originOf: () => null,
    ongo,
    onexplain: () => undefined,
    ...over,
  })
  return { ongo, user: userEvent.setup(), figure: within(screen.getByRole('figure')) }
}

describe('the tornado on the page', () => {
  it('leads from each bar to the field of its input, by the keyboard too', async () => {
    const { ongo, user, figure } = shown()
    const bars = figure.getAllByRole('button', { name: /Go to its field$/ })
    expect(bars).toHaveLength(7)
    bars[2]!.focus()
    await user.keyboard('{Enter}')
    expect(ongo).toHaveBeenCalledWith('workloads.0.requestsPerMonth')
  })

  it('says each bar in words', () => {
    const { figure } = shown()
    expect(
      figure.getByRole('button', {
        name: 'Requests: at 1.5M the API is cheaper by $8,120, at 2.6M the API is cheaper by $4,030; the answer flips at 5.0M. Go to its field',
      }),
    ).toBeTruthy()
  })

  it('has every input in its table, also those that move nothing', async () => {
    const { user, figure } = shown()
    await user.click(figure.getByRole('tab', { name: 'Table' }))
    expect(figure.getAllByRole('row')).toHaveLength(10)
    expect(figure.getByRole('row', { name: /^GPU throughput/ })).toBeTruthy()
  })

  it('says when it belongs to earlier values', () => {
    const { figure } = shown({ held: true })
    expect(figure.getByText(/^From your previous values/)).toBeTruthy()
  })

  it('grows while inputs are worked out, and claims nothing yet', () => {
    const bars = sampleSensitivity().bars.slice(0, 2)
    const { figure } = shown({ sensitivity: sampleSensitivity({ bars, done: 2 }) })
    expect(figure.getAllByRole('button', { name: /Go to its field$/ })).toHaveLength(2)
    expect(figure.getByText(/2 of 9 inputs are worked out/)).toBeTruthy()
  })
})

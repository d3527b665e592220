import { render, screen, within } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { sampleComparison } from '../../../tests/helpers/sample-comparison.ts'
import { sampleWeek } from '../../../tests/helpers/sample-week.ts'
import Week from './Week.svelte'

const own = sampleComparison().verdict.bestSelfHostedId!
const other = sampleComparison().options.find(({ kind, levelised, id }) => kind === 'rented' && levelised !== null && id !== own)!

describe('the week on the page', () => {
  it('switches between the best self-hosted option and the best hybrid', async () => {
    const base = sampleComparison({ weeks: [sampleWeek(own, 0), sampleWeek(other.id, 1)] })
    const options = base.options.map((option) => (option.id === other.id ? { ...option, kind: 'hybrid' as const } : option))
    render(Week, { comparison: { ...base, options }, today: '2026-11-23', onexplain: () => undefined })
    const figure = within(screen.getByRole('figure'))
    expect(figure.getByRole('heading').textContent).toContain('stands idle')
    expect(figure.queryByText('sent to the API')).toBeNull()
    await userEvent.setup().click(figure.getByRole('radio', { name: /^Best hybrid/ }))
    expect(figure.getByRole('heading').textContent).toContain('the API takes')
    expect(figure.getByText('sent to the API')).toBeTruthy()
    expect(figure.getByText(/in \d+ of 168 hours/)).toBeTruthy()
  })

  it('is not there where no option has a week', () => {
    render(Week, { comparison: sampleComparison({ weeks: [] }), today: '2026-11-23', onexplain: () => undefined })
    expect(screen.queryByRole('figure')).toBeNull()
  })
})

import { screen, waitFor, within } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { sampleComparison } from '../../../tests/helpers/sample-comparison.ts'
import { renderPage, type PageOptions } from '../../../tests/helpers/sample-page.ts'
import { loadCatalogue } from '../../catalogue/load-catalogue.ts'
import { findField } from '../../scenario/fields.ts'
import { goToField } from './go-to-field.ts'

const catalogue = loadCatalogue('data')
const opened = async (group: string, options: PageOptions = {}) => {
  const made = await renderPage(catalogue, options)
  const box = document.getElementById(`group-${group}`) as HTMLDetailsElement
  box.open = true
  box.dispatchEvent(new Event('toggle'))
  return { ...made, box: within(box), user: userEvent.setup() }
}
const preset = () => screen.getByRole<HTMLSelectElement>('combobox', { name: 'Any hard rule' })
const shown = (select: HTMLSelectElement) => select.selectedOptions[0]?.textContent

// compiled once, however slow this machine is
beforeAll(() => import('./LaterControl.svelte'))
beforeEach(() => {
  history.replaceState(null, '', '/')
  vi.stubGlobal('matchMedia', () => ({ matches: true, addEventListener: () => undefined, removeEventListener: () => undefined }))
  HTMLElement.prototype.scrollIntoView = () => undefined
})

describe('rules of a typical buyer', () => {
  it('fill rules, company and place, are the buyer’s own after an edit, and come back', async () => {
    const { app, user } = await opened('rules')
    expect(shown(preset())).toBe('None but law and licences')
    await user.selectOptions(preset(), 'EU bank')
    expect(app.scenario).toMatchObject({
      rulePreset: 'eu-bank',
      place: 'DE',
      processingRegion: 'EU',
      companyCountry: 'DE',
      noTraining: true,
    })
    await user.click(await screen.findByRole('checkbox', { name: 'No training on your data' }))
    expect(shown(preset())).toBe('Your own')
    expect(app.scenario).toMatchObject({ rulePreset: null, noTraining: false, processingRegion: 'EU' })
    await user.click(screen.getByRole('button', { name: 'Back to the rules of “EU bank”' }))
    expect(app.scenario).toMatchObject({ rulePreset: 'eu-bank', noTraining: true })
    await user.selectOptions(preset(), 'None but law and licences')
    expect(app.scenario).toMatchObject({ rulePreset: null, place: 'US', processingRegion: null, companyCountry: null })
  })

  it('are named again once an edit is undone by hand', async () => {
    const { app, user } = await opened('rules')
    await user.selectOptions(preset(), 'EU bank')
    const training = await screen.findByRole('checkbox', { name: 'No training on your data' })
    await user.click(training)
    await user.click(training)
    expect(app.scenario.rulePreset).toBe('eu-bank')
  })

  it('that a link names but does not hold are not claimed', async () => {
    const { app } = await renderPage(catalogue, { fragment: 'rules=eu-bank' })
    expect(app.scenario.rulePreset).toBeNull()
    expect(shown(preset())).toBe('None but law and licences')
  })
})

describe('a list of countries', () => {
  it('takes them in and out by keyboard, by name', async () => {
    const { app, box, user } = await opened('rules')
    // arrows in a closed list choose, but add nothing yet
    const list = await box.findByRole<HTMLSelectElement>('combobox', { name: 'No provider under the law of' })
    await user.selectOptions(list, 'China')
    expect(app.scenario.excludedJurisdictions).toEqual([])
    list.focus()
    await user.tab()
    await user.keyboard('{Enter}')
    expect(app.scenario.excludedJurisdictions).toEqual(['CN'])
    expect([...list.options].map(({ text }) => text)).not.toContain('China')
    box.getByRole('button', { name: 'Remove China' }).focus()
    await user.keyboard('{Enter}')
    expect(app.scenario.excludedJurisdictions).toEqual([])
    expect(document.activeElement).toBe(list)
  })
})

describe('the way to a field', () => {
  it.each(['certs', 'floor', 'tokenratio', 'rules', 'notverified'])('%s opens its group and has the focus', async (key) => {
    await renderPage(catalogue)
    const { field } = findField(key)!
    await goToField(field, () => undefined)
    expect(document.activeElement?.id).toBe(key)
  })
})

describe('the floor of quality', () => {
  it('offers a stand-in where today’s model has no score', async () => {
    const compare = () => Promise.resolve({ ...sampleComparison(), floorWanted: { modelId: 'gpt-6.2-sol', standInId: 'gpt-5.6-sol' } })
    const { app, box, user } = await opened('quality', { fragment: 'today=openai/gpt-6.2-sol', compare })
    await box.findByText(/GPT-6\.2 Sol has no score on/)
    await user.click(await box.findByRole('button', { name: 'Take GPT-5.6 Sol as a stand-in' }))
    expect(app.scenario.floorModel).toBe('gpt-5.6-sol')
    await waitFor(() => expect(box.getByText(/^GPT-5\.6 Sol: .* on LMArena text/)).toBeTruthy())
  })
})

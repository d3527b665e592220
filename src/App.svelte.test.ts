import { screen, waitFor, within } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { sampleComparison } from '../tests/helpers/sample-comparison.ts'
import { sampleOdds } from '../tests/helpers/sample-odds.ts'
import { renderPage } from '../tests/helpers/sample-page.ts'
import { samplePrices } from '../tests/helpers/sample-rules.ts'
import { loadCatalogue } from './catalogue/load-catalogue.ts'
import type { RulePrices } from './engine/rules/rule-result.ts'
import type { Engine } from './worker/protocol.ts'

const catalogue = loadCatalogue('data')
const verdict = () => screen.findByRole('heading', { level: 1, name: /Stay on an API/ })
const field = (name: string) => screen.getByRole('textbox', { name })
const door = async () => within(await verdict()).getAllByRole('button')[0] as HTMLElement

describe('the page', () => {
  beforeEach(() => {
    history.replaceState(null, '', '/')
    vi.stubGlobal('matchMedia', () => ({ matches: true, addEventListener: () => undefined, removeEventListener: () => undefined }))
  })

  it('answers a named case before anything is touched', async () => {
    const { asked } = await renderPage(catalogue)
    expect((await verdict()).textContent).toContain('Gemini 3.8 Flash')
    expect(asked[0]?.workloads[0]?.requestsPerMonth).toBe(2_000_000)
    expect(screen.getByText('36 months, 9 %')).toBeTruthy()
  })

  it('reads 2.5M as it is typed, and compares with it', async () => {
    const { asked } = await renderPage(catalogue)
    await verdict()
    const user = userEvent.setup()
    await user.clear(field('Requests'))
    await user.type(field('Requests'), '2.5M')
    await waitFor(() => expect(asked.at(-1)?.workloads[0]?.requestsPerMonth).toBe(2_500_000))
    await user.tab()
    expect((field('Requests') as HTMLInputElement).value).toBe('2,500,000')
  })

  it('keeps a text it cannot read, says why, and compares with the last value that could be read', async () => {
    const { asked } = await renderPage(catalogue)
    await verdict()
    const user = userEvent.setup()
    await user.clear(field('Output tokens'))
    await user.type(field('Output tokens'), '40 quux')
    await user.tab()
    const input = field('Output tokens') as HTMLInputElement
    expect(input.value).toBe('40 quux')
    expect(input.getAttribute('aria-invalid')).toBe('true')
    const described = (input.getAttribute('aria-describedby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '')
    expect(described.join(' ')).toMatch(/Results still use 40\./)
    expect(screen.getByText(/1 field cannot be read/)).toBeTruthy()
    expect(asked.at(-1)?.workloads[0]?.outputTokens).toBe(40)
  })

  it('offers the way back from a changed value', async () => {
    const { app } = await renderPage(catalogue)
    await verdict()
    const user = userEvent.setup()
    await user.clear(field('Output tokens'))
    await user.type(field('Output tokens'), '40k')
    await user.tab()
    expect(app.scenario.workloads[0]?.outputTokens).toBe(40_000)
    await user.click(screen.getByRole('button', { name: 'Back to 300' }))
    expect(app.scenario.workloads[0]?.outputTokens).toBe(300)
    expect(screen.queryByRole('button', { name: 'Back to 300' })).toBeNull()
  })

  it('fills a workload from a use case but keeps the number of requests', async () => {
    const { app } = await renderPage(catalogue, { fragment: 'w1.requests=7000000' })
    await verdict()
    await userEvent.setup().selectOptions(screen.getByRole('combobox', { name: 'Use case' }), 'voice_agent')
    expect(app.scenario.workloads[0]).toMatchObject({ preset: 'voice_agent', requestsPerMonth: 7_000_000 })
    expect(app.scenario.name).toBe('Voice agent')
  })

  it('adds a workload, shows its fields, and takes it away again', async () => {
    const { app } = await renderPage(catalogue)
    await verdict()
    const user = userEvent.setup()
    await user.click(screen.getByText('Add another workload'))
    await user.click(screen.getByRole('button', { name: 'Translation' }))
    expect(app.scenario.workloads.map(({ preset }) => preset)).toEqual(['internal_rag', 'translation'])
    expect((screen.getByRole('combobox', { name: 'Use case' }) as HTMLSelectElement).value).toBe('translation')
    await user.click(screen.getByRole('button', { name: 'Remove Translation' }))
    expect(app.scenario.workloads).toHaveLength(1)
  })

  it('puts a finished change into the address, and follows the browser back', async () => {
    const { app } = await renderPage(catalogue)
    await verdict()
    const user = userEvent.setup()
    await user.clear(field('Input tokens'))
    await user.type(field('Input tokens'), '8000')
    await user.tab()
    await waitFor(() => expect(location.hash).toContain('w1.input=8000'))
    history.replaceState(null, '', '/#v=2026-11-23&w1.input=1234')
    window.dispatchEvent(new PopStateEvent('popstate'))
    await waitFor(() => expect(app.scenario.workloads[0]?.inputTokens).toBe(1234))
  })

  it('says that figures are from earlier values while a slow answer is awaited', async () => {
    let answers = 0
    const compare = () => {
      answers += 1
      return answers === 1 ? Promise.resolve(sampleComparison()) : new Promise<never>(() => undefined)
    }
    await renderPage(catalogue, { compare })
    await verdict()
    await userEvent.setup().type(field('Output tokens'), '0')
    expect(await screen.findByText(/From your previous values/)).toBeTruthy()
    expect(await verdict()).toBeTruthy()
  })

  it('tells of a failed comparison and keeps the last answer', async () => {
    let answers = 0
    const compare = () => {
      answers += 1
      return answers === 1 ? Promise.resolve(sampleComparison()) : Promise.reject(new Error('It broke.'))
    }
    await renderPage(catalogue, { compare })
    await verdict()
    await userEvent.setup().type(field('Output tokens'), '0')
    expect((await screen.findByRole('alert')).textContent).toContain('It broke.')
    expect(await verdict()).toBeTruthy()
  })

  it('lists what a bad link lost until it is dismissed', async () => {
    await renderPage(catalogue, { fragment: 'v=2026-11-23&w1.cached=340&nonsense=1' })
    const notice = await screen.findByRole('region', { name: 'About this link' })
    expect(notice.textContent).toContain('with 2 changes')
    expect(notice.textContent).toContain('nonsense=1')
    await userEvent.setup().click(within(notice).getByRole('button', { name: 'Dismiss' }))
    expect(screen.queryByRole('region', { name: 'About this link' })).toBeNull()
  })

  it('says what is still true where worker and storage are refused', async () => {
    await renderPage(catalogue, { where: 'page', storageAllowed: false })
    const line = await screen.findByRole('region', { name: 'About this browser' })
    expect(line.textContent).toContain('every figure is the same')
    expect(line.textContent).toContain('your values are in the link')
  })

  it('copies the link, and says so where the browser refuses', async () => {
    const copied: string[] = []
    const { app } = await renderPage(catalogue, {
      fragment: 'w1.requests=7000000',
      copyText: (text) => {
        copied.push(text)
        return copied.length > 1 ? Promise.reject(new Error('refused')) : Promise.resolve()
      },
    })
    const user = userEvent.setup()
    await user.click(screen.getByRole('button', { name: 'Share link' }))
    expect(await screen.findByRole('button', { name: 'Copied' })).toBeTruthy()
    expect(copied[0]).toContain('w1.requests=7000000')
    await app.copyLink()
    expect(await screen.findByRole('button', { name: 'Copy the address' })).toBeTruthy()
  })
})

describe('the prices of rules on the page', () => {
  beforeEach(() => {
    history.replaceState(null, '', '/')
    vi.stubGlobal('matchMedia', () => ({ matches: true, addEventListener: () => undefined, removeEventListener: () => undefined }))
  })

  it('come before the odds, and are of earlier values until the next are there', async () => {
    const waiting: (() => void)[] = []
    const rulePrices = (): Promise<RulePrices> => new Promise((done) => waiting.push(() => done(samplePrices())))
    const odds = vi.fn(() => Promise.resolve(sampleOdds()))
    const { app } = await renderPage(catalogue, { rulePrices, odds })
    await waitFor(() => expect(waiting).toHaveLength(1))
    expect(app.rulePrices).toBeNull()
    expect(odds).not.toHaveBeenCalled()
    waiting[0]?.()
    await waitFor(() => expect(app.rulePrices).toEqual(samplePrices()))
    expect(app.rulePricesHeld).toBe(false)
    await waitFor(() => expect(odds).toHaveBeenCalledTimes(1))
    app.reset()
    await waitFor(() => expect(waiting).toHaveLength(2))
    expect(app.rulePrices).toEqual(samplePrices())
    expect(app.rulePricesHeld).toBe(true)
  })

  it('that cannot be worked out leave the odds and the rest as they are', async () => {
    const { app } = await renderPage(catalogue, { rulePrices: () => Promise.reject(new Error('It broke.')) })
    await waitFor(() => expect(app.oddsNow).toEqual(sampleOdds()))
    expect(app.rulePrices).toBeNull()
  })
})

describe('the odds on the page', () => {
  beforeEach(() => {
    history.replaceState(null, '', '/')
    vi.stubGlobal('matchMedia', () => ({ matches: true, addEventListener: () => undefined, removeEventListener: () => undefined }))
  })
  /** Draws that stop at 400 and wait for the test. */
  const halted = () => {
    const signals: AbortSignal[] = []
    const odds: Engine['odds'] = (_scenario, onProgress, signal) =>
      new Promise((_, reject) => {
        onProgress(sampleOdds({ done: 400 }))
        if (signal === undefined) return
        signals.push(signal)
        signal.addEventListener('abort', () => reject(new Error('aborted')))
      })
    return { signals, odds }
  }

  it('come after the answer, with the input nearest to a flip', async () => {
    await renderPage(catalogue)
    expect(await screen.findByText('98 in 100 for the API')).toBeTruthy()
    expect(await screen.findByText('Price of an H100 below $0.83')).toBeTruthy()
    expect(screen.getByText('Odds of 2,000 draws over 2 uncertain values.')).toBeTruthy()
    await waitFor(() => expect(screen.getByRole('region', { name: 'The answer in short' }).textContent).toContain('98 in 100, switch at'))
  })

  it('count their draws, and stop when the buyer cancels, keeping those done', async () => {
    const { odds, signals } = halted()
    const { app } = await renderPage(catalogue, { odds })
    await screen.findByText('Working out the odds: 400 of 2,000 draws')
    expect(screen.getByRole('progressbar', { name: 'Working out the odds' })).toBeTruthy()
    await userEvent.setup().click(screen.getByRole('button', { name: 'Cancel' }))
    expect(await screen.findByText('Stopped: odds of 400 of 2,000 draws.')).toBeTruthy()
    expect(signals[0]?.aborted).toBe(true)
    expect(screen.queryByRole('progressbar')).toBeNull()
    // what each input would change is still worked out
    await waitFor(() => expect(app.sensitivity?.done).toBe(9))
  })

  it('stay in grey, and say so, while those of an edit are awaited', async () => {
    const { odds: wait } = halted()
    let asked = 0
    const odds: Engine['odds'] = (...question) => {
      asked += 1
      return asked === 1 ? Promise.resolve(sampleOdds()) : wait(...question)
    }
    await renderPage(catalogue, { odds })
    await screen.findByText(/^Eight draws in ten/)
    await userEvent.setup().type(field('Output tokens'), '0')
    expect(await screen.findByText('From your previous values, until the new draws are done.')).toBeTruthy()
    expect(screen.getByText('98 in 100 for the API')).toBeTruthy()
    expect(await screen.findByText('Working out the odds: 400 of 2,000 draws')).toBeTruthy()
  })

  it('that say neither side turn the sentence to too close to call', async () => {
    const close = sampleOdds({ selfHostedCheaper: { chance: 0.55, standardError: 0.01 } })
    await renderPage(catalogue, { odds: () => Promise.resolve(close) })
    expect((await screen.findByRole('heading', { level: 1, name: /^Too close to call/ })).textContent).toContain('Odds 45 to 55.')
  })

  it('that break say why, and can be asked for again', async () => {
    let asked = 0
    const odds = () => {
      asked += 1
      return asked === 1 ? Promise.reject(new Error('It broke.')) : Promise.resolve(sampleOdds())
    }
    await renderPage(catalogue, { odds })
    await screen.findByText('The odds could not be worked out: It broke.')
    await userEvent.setup().click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByText('98 in 100 for the API')).toBeTruthy()
  })

  it('stand on values that can be listed by how well they are known, each a way to its field', async () => {
    await renderPage(catalogue)
    await verdict()
    const user = userEvent.setup()
    await user.click(screen.getByRole('button', { name: '6 assumed' }))
    const list = await screen.findByRole('list', { name: 'Values assumed' })
    await user.click(within(list).getByRole('button', { name: 'Salary' }))
    await waitFor(() => expect(document.activeElement?.id).toMatch(/staffUsdPerYear|salary|staff/i))
  })
})

describe('the explanation of a figure', () => {
  beforeEach(() => {
    history.replaceState(null, '', '/')
    vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => undefined, removeEventListener: () => undefined }))
  })

  it('opens from a number, goes down to a source, and gives the focus back on Escape', async () => {
    await renderPage(catalogue)
    const opener = await door()
    const user = userEvent.setup()
    await user.click(opener)
    const drawer = await screen.findByRole('dialog', { name: 'How this number was made' })
    await within(drawer).findByText('Lines add up to the total.')
    await user.click(within(drawer).getByText('GPU rent'))
    await user.click(await within(drawer).findByText('Price per GPU-hour', { selector: 'summary span' }))
    expect(within(drawer).getByText(/Read: 27 Sep 2026/)).toBeTruthy()
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(document.activeElement).toBe(opener)
  })

  it('takes the buyer’s own price for one of the catalogue', async () => {
    const { app, asked } = await renderPage(catalogue)
    const user = userEvent.setup()
    await user.click(await door())
    const drawer = await screen.findByRole('dialog')
    await user.click(await within(drawer).findByText('GPU rent'))
    await user.click(await within(drawer).findByText('Price per GPU-hour', { selector: 'summary span' }))
    await user.type(within(drawer).getByRole('textbox', { name: 'Use our price' }), '2.10')
    await user.click(within(drawer).getByRole('button', { name: 'Apply' }))
    expect(app.scenario.gpuPrices).toEqual({ 'h100-sxm': 2.1 })
    await waitFor(() => expect(asked.at(-1)?.gpuPrices).toEqual({ 'h100-sxm': 2.1 }))
  })

  it('leads from an input to its field', async () => {
    await renderPage(catalogue)
    const user = userEvent.setup()
    await user.click(await door())
    const drawer = await screen.findByRole('dialog')
    await user.click(await within(drawer).findByText('GPU rent'))
    await user.click(await within(drawer).findByText('GPUs', { selector: 'summary span' }))
    await user.click(within(drawer).getByRole('button', { name: 'Change it: Spare replicas' }))
    await waitFor(() => expect(document.activeElement).toBe(field('Spare replicas')))
  })

  it('makes a number inside it the subject and leads back up', async () => {
    await renderPage(catalogue)
    const user = userEvent.setup()
    await user.click(await door())
    const drawer = await screen.findByRole('dialog')
    await user.click(await within(drawer).findByText('GPU rent'))
    await user.click(within(drawer).getByRole('button', { name: 'Show this number alone' }))
    const path = within(drawer).getByRole('list', { name: 'Path to this number' })
    expect(
      within(path)
        .getAllByRole('listitem')
        .map((item) => item.textContent?.trim()),
    ).toEqual(['Difference', 'Monthly TCO', 'GPU rent'])
    await user.click(within(path).getByRole('button', { name: 'Monthly TCO' }))
    expect(within(drawer).queryByRole('button', { name: 'Show this number alone' })).toBeNull()
  })
})

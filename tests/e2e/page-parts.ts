/** The parts of the page that tests name again and again, and the answer that the engine gives in Node for the same link. */
import { expect, type Locator, type Page } from '@playwright/test'
import { loadCatalogue } from '../../src/catalogue/load-catalogue.ts'
import { comparedScenario } from '../../src/cli/compare.ts'
import type { Comparison } from '../../src/engine/result.ts'
import { US_DOLLAR } from '../../src/format/money.ts'
import { verdictSentence } from '../../src/ui/panels/verdict-sentence.ts'

export const verdict = (page: Page): Locator => page.locator('#verdict').getByRole('heading', { level: 1 })
export const drawer = (page: Page): Locator => page.getByRole('dialog', { name: 'How this number was made' })
export const field = (page: Page, name: string): Locator => page.getByRole('textbox', { name, exact: true })

/** Opens the page and waits for its first answer. */
export const open = async (page: Page, fragment = ''): Promise<void> => {
  await page.goto(`./${fragment === '' ? '' : `#${fragment}`}`)
  await answered(page)
}

export const answered = async (page: Page): Promise<void> => {
  await expect(page.locator('#verdict .known')).toBeVisible()
}

export const fragmentOf = (page: Page): string => new URL(page.url()).hash.slice(1)

const catalogue = loadCatalogue('data')

/** The comparison that `crossover compare '#…'` prints, without odds and switch points. */
export const comparedInNode = (fragment: string): Promise<Comparison> => comparedScenario(`#${fragment}`, 'a link', catalogue)

/** The verdict's sentence, in US dollars, as the engine in Node has it. */
export const sentenceInNode = async (fragment: string): Promise<string> =>
  verdictSentence(await comparedInNode(fragment), US_DOLLAR)
    .map(({ text }) => text)
    .join('')

/** Presses Tab until `wanted`, once it is on the page, has the focus. */
export const tabTo = async (page: Page, wanted: Locator, most = 80): Promise<void> => {
  await expect(wanted).toBeVisible()
  for (let pressed = 0; pressed < most; pressed += 1) {
    await page.keyboard.press('Tab')
    if (await wanted.evaluate((element) => element === document.activeElement)) return
  }
  throw new Error(`${most} times Tab, and the focus was not on ${String(wanted)}.`)
}

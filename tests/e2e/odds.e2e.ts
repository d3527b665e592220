/** Do the odds come after the answer, can they be stopped, and do they lead on to what moves it? */
import { field, open, tabTo } from './page-parts.ts'
import { expect, test } from './watched-page.ts'

const DRAWN = /^Odds of 2,000 draws over \d+ uncertain values\.$/
const MANY = 'v=2026-11-23&draws=100000'

test('the odds follow the answer, then what moves it and where it flips', async ({ page }) => {
  await open(page)
  const verdict = page.locator('#verdict')
  await expect(verdict.getByText(DRAWN)).toBeVisible()
  await expect(verdict.getByText(/in 100 for (the API|self-hosting)$/)).toBeVisible()
  await expect(verdict.getByText(/^Eight draws in ten/)).toBeVisible()
  const tornado = page.getByRole('figure', { name: /flip/ })
  await expect(tornado.getByText('answer flips at')).toBeVisible({ timeout: 45_000 })
  await tornado.getByRole('tab', { name: 'Table' }).click()
  await expect(tornado.getByRole('columnheader', { name: 'Answer flips at' })).toBeVisible()
})

test('many draws show how far they are, and stop when cancelled', async ({ page }) => {
  await open(page, MANY)
  const verdict = page.locator('#verdict')
  await expect(verdict.getByRole('progressbar', { name: 'Working out the odds' })).toBeVisible()
  await expect(verdict.getByText(/^Working out the odds: [1-9][\d,]* of 100,000 draws$/)).toBeVisible()
  await verdict.getByRole('button', { name: 'Cancel' }).click()
  await expect(verdict.getByText(/^Stopped: odds of [\d,]+ of 100,000 draws\.$/)).toBeVisible()
  await expect(verdict.getByRole('progressbar')).toHaveCount(0)
  await expect(verdict.getByRole('button', { name: 'Draw them' })).toBeVisible()
})

test('an edit ends the draws and is answered while they would still run', async ({ page }) => {
  await open(page, MANY)
  const verdict = page.locator('#verdict')
  await expect(verdict.getByRole('progressbar')).toBeVisible()
  const heading = verdict.getByRole('heading', { level: 1 })
  const before = (await heading.textContent()) ?? ''
  await field(page, 'Input tokens').fill('9000')
  await field(page, 'Input tokens').press('Enter')
  await expect(heading).not.toHaveText(before)
  await expect(
    verdict.getByText('From your previous values, until the new draws are done.').or(verdict.getByRole('progressbar')).first(),
  ).toBeVisible()
})

test('the keyboard reaches a bar of the tornado, and Enter goes to the field of its input', async ({ page }) => {
  await open(page)
  const tornado = page.getByRole('figure', { name: /flip/ })
  await expect(tornado).toBeVisible({ timeout: 45_000 })
  await tornado.getByRole('tab', { name: 'Chart' }).focus()
  const bar = tornado.getByRole('button', { name: /Go to its field$/ }).first()
  await tabTo(page, bar)
  const label = (await bar.textContent()) ?? ''
  await page.keyboard.press('Enter')
  const labelled = () => page.evaluate(() => document.querySelector(`label[for="${document.activeElement?.id}"]`)?.textContent ?? '')
  await expect.poll(labelled).toBe(label)
})

test('the counts under the verdict open the list of what they count', async ({ page }) => {
  await open(page)
  const count = page.locator('#verdict').getByRole('button', { name: /^\d+ assumed$/ })
  const many = Number.parseInt((await count.textContent()) ?? '', 10)
  await count.click()
  await expect(count).toHaveAttribute('aria-expanded', 'true')
  await expect(page.getByRole('list', { name: 'Values assumed' }).getByRole('listitem')).toHaveCount(many)
})

/** Does the page work in a hand: the case in a sheet, the answer in a bar, nothing wider than the screen? */
import type { Page } from '@playwright/test'
import { US_DOLLAR } from '../../src/format/money.ts'
import { answerLine } from '../../src/ui/panels/verdict-sentence.ts'
import { comparedInNode, drawer, field, fragmentOf, open, verdict } from './page-parts.ts'
import { expect, test } from './watched-page.ts'

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

test('the sheet opens over the page, and the bar below shows what an edit does', async ({ page }) => {
  await open(page)
  const bar = page.getByRole('region', { name: 'The answer in short' })
  const sheet = page.getByRole('complementary', { name: 'Your case' })
  await expect(sheet).toBeHidden()
  const before = (await bar.getByRole('paragraph').textContent()) ?? ''
  await bar.getByRole('button', { name: 'Your case' }).tap()
  await expect(sheet).toBeVisible()
  await field(page, 'Output tokens').fill('900')
  await expect(bar.getByRole('paragraph')).not.toHaveText(before)
  await bar.getByRole('button', { name: 'Done' }).tap()
  await expect(sheet).toBeHidden()
  await expect(bar).toContainText(answerLine(await comparedInNode(fragmentOf(page)), US_DOLLAR))
  await expect(verdict(page)).toBeInViewport()
})

test('at 320 pixels nothing asks for a sideways scroll', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 })
  await open(page)
  expect(await overflow(page)).toBe(0)
  for (const tab of await page.getByRole('tab', { name: 'Table' }).all()) await tab.tap()
  expect(await overflow(page)).toBe(0)
  await page.getByRole('button', { name: 'Your case' }).tap()
  for (const group of ['Quality', 'Rules', 'Your company', 'Models', 'Serving', 'Money and time', 'People'])
    await page.getByRole('heading', { name: group, exact: true }).tap()
  const sheet = page.getByRole('complementary', { name: 'Your case' })
  expect(await sheet.evaluate((box) => box.scrollWidth - box.clientWidth)).toBe(0)
  await page.getByRole('button', { name: 'Done' }).tap()
  await verdict(page).getByRole('button').last().tap()
  await expect(drawer(page)).toBeVisible()
  await drawer(page).locator('summary').first().tap()
  expect(await drawer(page).evaluate((box) => box.scrollWidth - box.clientWidth)).toBe(0)
  expect(await overflow(page)).toBe(0)
})

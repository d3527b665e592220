/** Can a figure be followed down to its source and changed there, by keyboard alone? */
import type { Locator } from '@playwright/test'
import { drawer, fragmentOf, open, sentenceInNode, tabTo, verdict } from './page-parts.ts'
import { expect, test } from './watched-page.ts'

/** The line of the drawer that opens the number of this name, the first of them. */
const line = (box: Locator, name: string | RegExp): Locator =>
  box
    .locator('summary')
    .filter({ has: box.page().getByText(name, { exact: true }) })
    .first()

test('from the verdict to a dated source, a price of one’s own, and back', async ({ page }) => {
  await open(page)
  const before = (await verdict(page).textContent()) ?? ''
  const opener = verdict(page).getByRole('button').last()
  await tabTo(page, opener)
  await page.keyboard.press('Enter')
  const box = drawer(page)
  await expect(box.locator('summary').first()).toBeVisible()
  for (const name of [/ on \d+ rented /, 'GPU rent', 'GPU rent, on demand', 'Price per GPU-hour']) {
    await tabTo(page, line(box, name))
    await page.keyboard.press('Enter')
    // the page draws what a line opens in its next frame
    await expect(line(box, name).locator('xpath=..')).toHaveAttribute('open', '')
  }
  // the datum below the price
  const datum = box.locator('details[open] details[open] summary').last()
  await tabTo(page, datum)
  await page.keyboard.press('Enter')
  const source = box.getByRole('link').first()
  await tabTo(page, source)
  await expect(source).toHaveAttribute('href', /^https?:\/\//)
  await expect(box).toContainText(/\d{1,2} \w{3} 20\d\d/)

  const price = box.getByRole('textbox', { name: 'Use our price' })
  await tabTo(page, price)
  await page.keyboard.type('0.2')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/gpuprice/)
  await expect(verdict(page)).not.toHaveText(before)
  await expect(verdict(page)).toHaveText(await sentenceInNode(fragmentOf(page)))

  await page.keyboard.press('Escape')
  await expect(box).toBeHidden()
  await expect(opener).toBeFocused()
})

test('from a total of the figure to a field of the case', async ({ page }) => {
  await open(page)
  await page
    .getByRole('button', { name: /rented .*how it was made/ })
    .first()
    .click()
  const box = drawer(page)
  await line(box, 'People').click()
  for (let level = 0; level < 6 && (await box.getByRole('button', { name: /^Change it: / }).count()) === 0; level += 1)
    for (const closed of await box.locator('details:not([open]):not(.sources) > summary').all())
      if (await closed.isVisible()) await closed.click()
  await box
    .getByRole('button', { name: /^Change it: / })
    .first()
    .click()
  await expect(page.locator('aside input:focus')).toBeVisible()
})

/** Does the view of the market come after the answer, with its own data, and follow what is chosen in it? */
import { open } from './page-parts.ts'
import { expect, test } from './watched-page.ts'

test('prices, rents and releases follow the choices, by keyboard too', async ({ page }) => {
  await open(page)
  const market = page.getByRole('region', { name: 'The market' })
  const prices = market.getByRole('figure', { name: /^API prices of named models/ })
  await prices.getByRole('combobox', { name: 'Add a model' }).selectOption({ label: 'Gemini 4 Argon' })
  await prices.getByRole('tab', { name: 'Table' }).click()
  await expect(prices.getByRole('row').filter({ hasText: 'Gemini 4 Argon' }).filter({ hasText: 'announced' })).toContainText('1 Dec 2026')

  const leave = prices.getByRole('button', { name: 'Leave out Gemini 4 Argon' })
  await leave.focus()
  await page.keyboard.press('Enter')
  await expect(leave).toHaveCount(0)
  await expect(prices.getByRole('combobox', { name: 'Add a model' })).toBeFocused()
  await prices.getByRole('button', { name: 'Back to the models of the verdict' }).click()

  await market.getByRole('combobox', { name: 'GPU' }).selectOption('b200-sxm')
  await expect(market.getByRole('figure', { name: /^Rents of the NVIDIA B200/ })).toBeVisible()
  await expect(market.getByRole('figure', { name: /releases on record since/ })).toBeVisible()

  await market.getByRole('radio', { name: 'A year', exact: true }).check()
  await expect(market.getByText('Recorded since 23 Nov 2025')).toBeVisible()
})

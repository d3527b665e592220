/** Is everything on the page within reach of the Tab, Enter and arrow keys? */
import { field, open, tabTo, verdict } from './page-parts.ts'
import { expect, test } from './watched-page.ts'

test('Tab goes from the skip link over the header, the case and the verdict to the figures', async ({ page }) => {
  await open(page)
  await page.keyboard.press('Tab')
  const skip = page.getByRole('link', { name: 'Skip to the verdict' })
  await expect(skip).toBeFocused()
  for (const wanted of [
    page.getByRole('button', { name: /^Theme/ }),
    page.getByRole('button', { name: 'Share link' }),
    page.getByRole('combobox', { name: 'Use case' }),
    field(page, 'Requests'),
    page.getByRole('slider'),
    field(page, 'Input tokens'),
    page.locator('summary').filter({ hasText: 'Serving' }),
    verdict(page).getByRole('button').first(),
    page.getByRole('tab', { name: 'Chart' }).first(),
    page.getByRole('button', { name: /how it was made/ }).first(),
  ])
    await tabTo(page, wanted)
  await skip.focus()
  await page.keyboard.press('Enter')
  await expect(page.locator('#verdict')).toBeFocused()
})

test('a figure’s tabs are one stop, and arrows, Home and End move between them', async ({ page }) => {
  await open(page)
  const figure = page.getByRole('figure').first()
  const tab = (name: string) => figure.getByRole('tab', { name })
  await tabTo(page, tab('Chart'))
  await page.keyboard.press('ArrowRight')
  await expect(tab('Table')).toBeFocused()
  await expect(figure.getByRole('table')).toBeVisible()
  await page.keyboard.press('End')
  await expect(tab('Sources')).toBeFocused()
  await expect(figure.getByRole('columnheader', { name: 'Oldest price' })).toBeVisible()
  await page.keyboard.press('Home')
  await expect(tab('Chart')).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(tab('Table')).not.toBeFocused()
  await expect(figure.locator(':focus')).toHaveCount(1)
})

test('a heading of the table sorts by its column, and turns it round', async ({ page }) => {
  await open(page)
  const table = page.getByRole('region', { name: 'All options' })
  const heading = table.getByRole('columnheader', { name: 'Monthly TCO' })
  const totals = async () => {
    const texts = await table.locator('td.total').allTextContents()
    return texts.map((text) => Number(text.replace(/[$,]/g, '').replace('k', 'e3').replace('M', 'e6')))
  }
  // the table comes after the first figure
  await expect(table.locator('td.total').first()).toBeVisible()
  expect(await totals()).toEqual((await totals()).toSorted((a, b) => a - b))
  await heading.getByRole('button').focus()
  await page.keyboard.press('Enter')
  await expect(heading).toHaveAttribute('aria-sort', 'descending')
  expect(await totals()).toEqual((await totals()).toSorted((a, b) => b - a))
  await page.keyboard.press('Enter')
  await expect(heading).toHaveAttribute('aria-sort', 'ascending')
  await table.getByRole('searchbox').fill('rented h100')
  await expect(table.getByRole('status')).not.toHaveText(/^716 /)
  for (const name of await table.locator('tbody th[scope=row]').allTextContents()) expect(name).toMatch(/H100/)
})

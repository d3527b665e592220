/** Can a reader see how far the serving model is off, and what it does not cover? */
import { open } from './page-parts.ts'
import { expect, test } from './watched-page.ts'

test('measured points stand against predicted ones, by figure and model, as a table too', async ({ page }) => {
  await open(page)
  const view = page.getByRole('region', { name: 'Measured against predicted' })
  await expect(view.getByRole('img')).toHaveAccessibleName(/1427 points/)
  await view.getByRole('radio', { name: 'Time to first token' }).check()
  await expect(view.getByRole('heading', { level: 2 }).nth(1)).toContainText('time to first token')
  await view.getByLabel('Model', { exact: true }).selectOption('gpt-oss-120b')
  await expect(view.getByRole('img')).toHaveAccessibleName(/254 points of gpt-oss-120b/)
  await view.getByRole('tab', { name: 'Table' }).click()
  await expect(view.getByRole('row', { name: /Left out: whole models/ })).toBeVisible()
  await expect(view).toContainText('AMD Instinct MI300X')
})

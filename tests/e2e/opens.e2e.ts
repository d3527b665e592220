/** Does the built page open, anywhere it is put, without calling anybody? */
import { expect, test } from './watched-page.ts'

test('the page opens with an answer, no complaint and no request beyond its origin', async ({ page }) => {
  await page.goto('./')
  await expect(page).toHaveTitle(/Crossover/)
  await expect(page.getByRole('main')).toContainText(/a month/)
})

test('the policy forbids inline code and any request by script', async ({ page, watched }) => {
  await page.goto('./')
  const reached = await page.evaluate(() =>
    fetch('./icon.svg').then(
      () => true,
      () => false,
    ),
  )
  const ran = await page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'document.documentElement.dataset.injected = "yes"'
    document.head.append(script)
    return document.documentElement.dataset.injected ?? 'no'
  })
  expect(reached).toBe(false)
  expect(ran).toBe('no')
  expect(watched.complaints.filter((text) => text.startsWith('error: policy:'))).toHaveLength(2)
  watched.complaints.length = 0
})

test('it opens under any path of a host', async ({ page }) => {
  await page.goto('./index.html?from=a-link#')
  await expect(page.getByRole('main')).toContainText(/a month/)
})

test('without JavaScript it says what it is and that the command line computes the same', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(baseURL ?? '')
  // by selector: Playwright's text queries pass over noscript
  await expect(page.locator('noscript p').last()).toContainText('needs JavaScript')
  await expect(page.locator('noscript code')).toBeVisible()
  await context.close()
})

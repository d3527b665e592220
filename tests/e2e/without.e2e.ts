/** What is left without a network, a server, a worker, storage, a screen? Always the answer, and a word on what is missing. */
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { answered, field, fragmentOf, open, sentenceInNode, verdict } from './page-parts.ts'
import { expect, test } from './watched-page.ts'

const folder = process.env.CROSSOVER_TEST_DIST ?? 'dist-test'
const STANDALONE = pathToFileURL(resolve(folder, 'standalone.html')).href
const FRAGMENT = 'v=2026-11-23&w1.requests=7500000&w1.output=450&rate=0.12'

test('after the first visit it opens and computes without a network', async ({ page, context }) => {
  await open(page)
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
  await context.setOffline(true)
  await page.reload()
  await answered(page)
  await field(page, 'Output tokens').fill('1200')
  await page.keyboard.press('Tab')
  await expect(page).toHaveURL(/w1\.output=1200/)
  await expect(verdict(page)).toHaveText(await sentenceInNode(fragmentOf(page)))
  await expect(page.getByRole('figure').nth(1).locator('canvas')).toBeVisible()
})

for (const [name, refused] of [
  ['with a worker', false],
  ['with the worker refused', true],
] as const)
  test(`the one-file edition answers from disk, ${name}`, async ({ page, watched }) => {
    if (refused) await page.addInitScript(() => Reflect.deleteProperty(window, 'Worker'))
    await page.goto(`${STANDALONE}#${FRAGMENT}`)
    await answered(page)
    await expect(verdict(page)).toHaveText(await sentenceInNode(FRAGMENT))
    const said = page.getByText('The browser refused a background worker')
    if (refused) await expect(said).toBeVisible()
    else await expect(said).toBeHidden()
    await field(page, 'Output tokens').fill('900')
    await page.keyboard.press('Tab')
    await expect(page).toHaveURL(/w1\.output=900/)
    await expect(verdict(page)).toHaveText(await sentenceInNode(fragmentOf(page)))
    // opening a file from disk is the one request that may leave the host
    expect(new Set(watched.foreignRequests.map((address) => address.replace(/#.*/, '')))).toEqual(new Set([STANDALONE]))
    watched.foreignRequests.length = 0
  })

test('with storage denied it answers and says what is not kept', async ({ page }) => {
  await page.addInitScript(() => {
    const refuse = { get: () => { throw new DOMException('denied', 'SecurityError') } } // prettier-ignore
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) Object.defineProperty(window, name, refuse)
    navigator.serviceWorker.register = () => Promise.reject(new DOMException('denied', 'SecurityError'))
  })
  await open(page, FRAGMENT)
  await expect(page.getByText('The browser refused storage')).toBeVisible()
  await page.getByRole('button', { name: /^Theme/ }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
  await expect(verdict(page)).toHaveText(await sentenceInNode(FRAGMENT))
})

test('without a canvas the figures are tables', async ({ page }) => {
  await page.addInitScript(() => {
    HTMLCanvasElement.prototype.getContext = () => null
  })
  await open(page)
  await expect(page.getByRole('figure').nth(1).getByRole('table')).toBeVisible()
  await expect(page.getByRole('figure').nth(1).getByRole('tab')).toHaveCount(2)
})

test('on paper there are the verdict, the figures and the link, and nothing to press', async ({ page }) => {
  await open(page, FRAGMENT)
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('complementary', { name: 'Your case' })).toBeHidden()
  await expect(page.getByRole('button', { name: 'Share link' })).toBeHidden()
  await expect(verdict(page)).toBeVisible()
  await expect(page.getByRole('figure').nth(1).locator('canvas')).toBeVisible()
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
  await expect(page.locator('footer')).toContainText(page.url())
  const paper = await page.pdf({ format: 'A4' })
  expect(paper.subarray(0, 5).toString()).toBe('%PDF-')
  expect(paper.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0).toBeLessThan(15)
})

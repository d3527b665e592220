/** Does a link carry a whole case: to another browser, into the history, to the clipboard, and in spite of its faults? */
import { readFile } from 'node:fs/promises'
import { readCsv } from '../../src/catalogue/csv.ts'
import { answered, comparedInNode, field, fragmentOf, open, sentenceInNode, verdict } from './page-parts.ts'
import { expect, test } from './watched-page.ts'

const SHARED =
  'v=2026-11-23&w1.requests=7500000&w1.input=6200&w1.output=450&w1.cached=0.5&w1.ttft=3&rate=0.12&months=24&spare=2&gpuprice=h100-sxm:2.1'
/** Figures travel as text with all their digits; the last may differ between two builds of the same arithmetic. */
const RELATIVE = 1e-9

test('a shared link gives the figures that the command line gives', async ({ page }) => {
  await open(page, SHARED)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as CSV: all options' }).click(),
  ])
  const saved = readCsv(await readFile(await download.path(), 'utf8'))
  if (!('rows' in saved)) throw new Error(saved.error)
  const [, ...rows] = saved.rows.map(({ fields }) => fields)
  const { options } = await comparedInNode(SHARED)
  expect(rows.map(([name, subtitle]) => [name, subtitle])).toEqual(options.map((option) => [option.name, option.subtitle]))
  rows.forEach((row, index) => {
    const expected = options[index]!.levelised
    if (expected === null) expect(row[3]).toBe('unknown')
    else expect(Math.abs(Number(row[3]) / expected - 1), `${row[0]} ${row[3]} ${expected}`).toBeLessThan(RELATIVE)
  })
  expect(options.filter(({ levelised }) => levelised !== null).length).toBeGreaterThan(100)
  await expect(verdict(page)).toHaveText(await sentenceInNode(SHARED))
})

test('an edit goes into the address, and a reload brings the same answer', async ({ page }) => {
  await open(page)
  await field(page, 'Output tokens').fill('1200')
  await page.keyboard.press('Tab')
  await expect(page).toHaveURL(/w1\.output=1200/)
  const sentence = await sentenceInNode(fragmentOf(page))
  await expect(verdict(page)).toHaveText(sentence)
  await page.reload()
  await expect(field(page, 'Output tokens')).toHaveValue('1,200')
  await expect(verdict(page)).toHaveText(sentence)
})

test('back and forward walk through finished edits, not through keystrokes', async ({ page }) => {
  await open(page)
  const first = await verdict(page).textContent()
  for (const [name, text] of [
    ['Output tokens', '1200'],
    ['Input tokens', '9000'],
  ] as const) {
    await field(page, name).fill('')
    await field(page, name).pressSequentially(text)
    await page.keyboard.press('Tab')
    await expect(page).toHaveURL(new RegExp(`=${text}`))
  }
  await page.goBack()
  await expect(field(page, 'Input tokens')).toHaveValue('5,000')
  await expect(field(page, 'Output tokens')).toHaveValue('1,200')
  await page.goBack()
  await expect(field(page, 'Output tokens')).toHaveValue('300')
  await expect(verdict(page)).toHaveText(first ?? '')
  await page.goForward()
  await page.goForward()
  await expect(field(page, 'Input tokens')).toHaveValue('9,000')
  await expect(verdict(page)).toHaveText(await sentenceInNode(fragmentOf(page)))
})

test('the button copies a link that opens the same case elsewhere', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await open(page)
  await field(page, 'Requests').fill('40k')
  await page.getByRole('button', { name: 'Share link' }).click()
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toContain('w1.requests=40000')
  await expect(verdict(page)).toHaveText(await sentenceInNode(new URL(copied).hash.slice(1)))
  const sentence = await verdict(page).textContent()
  await page.goto('about:blank')
  await page.goto(copied)
  await answered(page)
  await expect(field(page, 'Requests')).toHaveValue('40,000')
  await expect(verdict(page)).toHaveText(sentence ?? '')
})

test('a link with faults says what it lost and keeps the rest', async ({ page }) => {
  await open(page, 'v=2026-11-23&w1.requests=7000000&w1.cached=340&nonsense=1&currency=XYZ&valueOf=2')
  const notice = page.getByRole('region', { name: 'About this link' })
  await expect(notice.getByRole('listitem')).toHaveCount(4)
  for (const lost of ['w1.cached=340', 'nonsense=1', 'currency=XYZ', 'valueOf=2']) await expect(notice).toContainText(lost)
  await expect(field(page, 'Requests')).toHaveValue('7,000,000')
  await field(page, 'Requests').fill('8M')
  await page.keyboard.press('Tab')
  await expect(page).toHaveURL(/w1\.requests=8000000/)
  expect(page.url()).not.toContain('nonsense')
  await notice.getByRole('button', { name: 'Dismiss' }).click()
  await expect(notice).toBeHidden()
})

for (const fragment of ['%E0%A4%A&&&=;', 'z=AAAA', '__proto__=1&constructor=2', 'w9.requests=1', 'x'.repeat(20_000)])
  test(`any text at all is a page that works: #${fragment.slice(0, 26)}`, async ({ page }) => {
    await open(page, fragment)
    await expect(page.getByRole('region', { name: 'About this link' })).toBeVisible()
    await expect(verdict(page)).toContainText('a month')
  })

/** Do the inputs read what people write, keep what cannot be read, and stay under the fingers of who types? */
import { answered, field, fragmentOf, open, sentenceInNode, verdict } from './page-parts.ts'
import { expect, test } from './watched-page.ts'

test('2.5M and 40k are read, nonsense is kept with a message, and there is a way back', async ({ page }) => {
  await open(page)
  const requests = field(page, 'Requests')
  await requests.fill('2.5M')
  await expect(page).toHaveURL(/w1\.requests=2500000/)
  await requests.fill('40k')
  await page.keyboard.press('Tab')
  await expect(requests).toHaveValue('40,000')
  await expect(page).toHaveURL(/w1\.requests=40000/)
  const answer = await sentenceInNode(fragmentOf(page))
  await expect(verdict(page)).toHaveText(answer)

  await requests.fill('forty thousand')
  await page.keyboard.press('Tab')
  await expect(requests).toHaveValue('forty thousand')
  await expect(requests).toHaveAttribute('aria-invalid', 'true')
  await expect(page.locator('#field-w-requests')).toContainText('Results still use 40,000')
  await expect(page.locator('#verdict')).toContainText('1 field cannot be read')
  await expect(verdict(page)).toHaveText(answer)

  await page.getByRole('button', { name: 'Back to 2,000,000' }).click()
  await expect(requests).toHaveValue('2,000,000')
  await expect(requests).toHaveAttribute('aria-invalid', 'false')
  await expect(page.locator('#verdict')).not.toContainText('cannot be read')
  await expect(verdict(page)).toHaveText(await sentenceInNode(''))
})

test('the slider moves the number of requests', async ({ page }) => {
  await open(page)
  await page.getByRole('slider').press('ArrowRight')
  await expect(field(page, 'Requests')).toHaveValue('2,040,000')
  await expect(page).toHaveURL(/w1\.requests=2040000/)
})

test('a field keeps the focus and its place while its value is typed, and its group stays open', async ({ page }) => {
  await open(page)
  await page.getByText('Written to cache').click()
  const growth = page.locator('#w-growth')
  await growth.click()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type('37')
  await expect(growth).toBeFocused()
  await expect(growth).toHaveValue('37')
  await page.getByRole('heading', { name: 'Money and time' }).click()
  const rate = page.locator('#rate')
  await rate.fill('12')
  await page.keyboard.press('Tab')
  await expect(page).toHaveURL(/rate=/)
  await expect(rate).toBeVisible()
})

test('every use case gives the verdict that the engine gives in Node', async ({ page }) => {
  await open(page)
  const useCase = page.getByRole('combobox', { name: 'Use case' })
  const presets = await useCase.getByRole('option').evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value))
  expect(presets).toHaveLength(10)
  // the default comes last, so that each is a change
  for (const preset of [...presets.filter((id) => id !== 'internal_rag'), 'internal_rag']) {
    await useCase.selectOption(preset)
    if (preset === 'internal_rag') await expect(page).not.toHaveURL(/preset=/)
    else await expect(page).toHaveURL(new RegExp(`preset=${preset}`))
    await expect(verdict(page)).toHaveText(await sentenceInNode(fragmentOf(page)))
    await expect(verdict(page)).not.toHaveClass(/held/)
    await expect(page.getByRole('region', { name: 'The comparison failed' })).toBeHidden()
  }
})

test('a range is typed, goes into the link, and is the same after a reload', async ({ page }) => {
  await open(page)
  const output = field(page, 'Output tokens')
  await output.fill('220 to')
  await page.keyboard.press('Tab')
  const shown = page.locator('#field-w-output')
  await expect(shown).toContainText('The range has no upper end. Write 220 to 420, or one number. Results still use')
  await output.fill('220 to 420, 300')
  await page.keyboard.press('Tab')
  await expect(output).toHaveValue('220 to 420, 300')
  await expect(shown).toContainText(/An 80\s% range, typical 300\. The odds draw from it\./)
  await expect(page).toHaveURL(/w1\.output=220~300~420/)
  await page.reload()
  await answered(page)
  await expect(output).toHaveValue('220 to 420, 300')
  await expect(verdict(page)).toHaveText(await sentenceInNode(fragmentOf(page)))
  await page.getByRole('button', { name: 'Back to 300' }).click()
  await expect(output).toHaveValue('300')
  await expect(page).not.toHaveURL(/w1\.output/)
})

test('a number left automatic says what it comes to, takes another, and is automatic again when emptied', async ({ page }) => {
  await open(page)
  await page.getByRole('heading', { name: 'Own servers' }).click()
  const electricity = field(page, 'Electricity')
  // United States, data/places/US.json
  await expect(electricity).toHaveAttribute('placeholder', 'automatic: 0.114')
  await electricity.fill('0.08 to 0.12')
  await page.keyboard.press('Tab')
  await expect(page).toHaveURL(/electricity=0\.08~0\.12/)
  await electricity.fill('')
  await page.keyboard.press('Tab')
  await expect(page).not.toHaveURL(/electricity/)
  await expect(electricity).toHaveValue('')
  // what the odds draw where nobody entered a number
  await expect(page.locator('#field-electricity')).toContainText('The odds draw from 0.075 to 0.146.')
})

test('rules of a typical buyer fill the fields, have a price beside them, and give the verdict of Node', async ({ page }) => {
  await open(page)
  const whose = page.getByRole('combobox', { name: 'Any hard rule' })
  await whose.selectOption('US defence contractor')
  await expect(page).toHaveURL(/rules=us-defence/)
  await expect(page.locator('#group-rules > summary')).toContainText('US defence contractor')
  await expect(verdict(page)).toHaveText(await sentenceInNode(fragmentOf(page)))
  await page.getByRole('heading', { name: 'Rules', exact: true }).click()
  await expect(page.locator('#region')).toHaveValue('US')
  await expect(page.locator('#field-region')).toContainText(/costs \$0|a month|leaves none/, { timeout: 60_000 })

  await page.locator('#field-nojuris').getByRole('button', { name: 'Remove Russia' }).click()
  await expect(page).toHaveURL(/nojuris=CN,HK,MO,IR,KP&/)
  await expect(whose.locator('option:checked')).toHaveText('Your own')
  await expect(page).not.toHaveURL(/rules=/)
  await page.getByRole('button', { name: 'Back to the rules of “US defence contractor”' }).click()
  await expect(page).toHaveURL(/nojuris=CN,HK,MO,RU,IR,KP&.*rules=us-defence/)
})

test('a model of the floor is found in its group with its score', async ({ page }) => {
  await open(page)
  await page.getByRole('heading', { name: 'Quality', exact: true }).click()
  const floor = page.getByRole('combobox', { name: 'As good as' })
  await floor.selectOption('gpt-5.6-sol')
  await expect(page).toHaveURL(/floor=gpt-5\.6-sol/)
  await expect(floor.locator('option:checked')).toHaveText(/^GPT-5\.6 Sol, 1,\d{3}$/)
  await expect(page.locator('#field-floor')).toContainText(/GPT-5\.6 Sol: 1,\d{3} ± \d on LMArena text/)
  await expect(verdict(page)).toHaveText(await sentenceInNode(fragmentOf(page)))
})

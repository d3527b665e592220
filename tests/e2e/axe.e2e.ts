/** Does axe find anything: light and dark, wide and narrow, with what opens over the page open? */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { drawer, open, verdict } from './page-parts.ts'
import { expect, test } from './watched-page.ts'

const PHONE = { width: 390, height: 844 }
const DESKTOP = { width: 1440, height: 900 }

/** The rules that see colours; the others find in the dark what they find in the light. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block']

const violations = async (page: Page, colorScheme: 'light' | 'dark'): Promise<string[]> => {
  // a colour that is still fading is neither of the two it fades between
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const axe = new AxeBuilder({ page })
  const found = await (colorScheme === 'light' ? axe : axe.withRules(COLOUR_RULES)).analyze()
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => String(target)).join(' · ')}`)
}

for (const colorScheme of ['light', 'dark'] as const)
  for (const [name, viewport] of [
    ['desktop', DESKTOP],
    ['phone', PHONE],
  ] as const)
    test(`axe finds nothing in ${colorScheme} on a ${name}`, async ({ page }) => {
      // tables of all options have thousands of cells to look at
      test.slow()
      await page.setViewportSize(viewport)
      await page.emulateMedia({ colorScheme })
      await open(page, 'v=2026-11-23&w1.output=450&w1.cached=340')
      expect(await violations(page, colorScheme), 'the page').toEqual([])
      if (viewport === PHONE) {
        await page.getByRole('button', { name: 'Your case' }).click()
        await expect(page.getByRole('complementary', { name: 'Your case' })).toBeVisible()
        expect(await violations(page, colorScheme), 'the sheet').toEqual([])
        await page.getByRole('button', { name: 'Done' }).click()
      } else {
        for (const group of ['Quality', 'Rules', 'Your company', 'Models', 'Serving', 'Money and time', 'People'])
          await page.getByRole('heading', { name: group, exact: true }).click()
        for (const tab of await page.getByRole('tab', { name: 'Table' }).all()) await tab.click()
        await page.getByRole('textbox', { name: 'Output tokens' }).fill('nonsense')
        expect(await violations(page, colorScheme), 'all groups, tables and an error').toEqual([])
      }
      await verdict(page).getByRole('button').last().click()
      await drawer(page).locator('summary').first().click()
      expect(await violations(page, colorScheme), 'the drawer').toEqual([])
    })

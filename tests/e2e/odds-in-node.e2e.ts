/** Does a link have the same odds in the page as in Node? */
import { loadCatalogue } from '../../src/catalogue/load-catalogue.ts'
import { comparedScenario, oddsOf } from '../../src/cli/compare.ts'
import { oddsHeadline } from '../../src/ui/panels/odds-fact.ts'
import { open } from './page-parts.ts'
import { expect, test } from './watched-page.ts'

const LINK = 'v=2026-11-23&w1.requests=30000000&models=qwen3.8-27b&unknownin=on&draws=1000&seed=3'

test('the same link has the same odds in the page as in Node', async ({ page }) => {
  const catalogue = loadCatalogue('data')
  const { scenario } = await comparedScenario(`#${LINK}`, 'a link', catalogue)
  const odds = oddsOf(scenario, catalogue)
  expect(odds.selfHostedCheaper!.chance).toBeGreaterThan(0.1)
  await open(page, LINK)
  await expect(page.locator('#verdict').getByText(oddsHeadline(odds)!, { exact: true })).toBeVisible()
})

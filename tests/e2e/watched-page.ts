/** A page whose complaints and requests are written down, so that any test may end with "and nothing went wrong". */
import { test as base, expect, type Page } from '@playwright/test'

export interface Watch {
  /** console errors and warnings, uncaught exceptions, violations of the security policy */
  readonly complaints: string[]
  /** addresses asked for outside the origin the page came from */
  readonly foreignRequests: string[]
}

const watch = (page: Page, home: string): Watch => {
  const seen: Watch = { complaints: [], foreignRequests: [] }
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') seen.complaints.push(`${message.type()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => seen.complaints.push(`exception: ${error.message}`))
  page.context().on('request', (request) => {
    const { protocol, origin } = new URL(request.url())
    if (!['blob:', 'data:'].includes(protocol) && origin !== new URL(home).origin) seen.foreignRequests.push(request.url())
  })
  return seen
}

/** `test` with `watched`: fails a test, whatever it is about, when the page complained or called somebody. */
export const test = base.extend<{ watched: Watch }>({
  watched: [
    async ({ page, baseURL }, use) => {
      const seen = watch(page, baseURL ?? '')
      // the policy speaks through an event too, which a page cannot hide from the console but a filter could
      await page.addInitScript(() => {
        addEventListener('securitypolicyviolation', (event) => {
          console.error(`policy: ${event.violatedDirective} refused ${event.blockedURI}`)
        })
      })
      await use(seen)
      expect.soft(seen.complaints, 'complaints of the page').toEqual([])
      expect.soft(seen.foreignRequests, 'requests that left the origin').toEqual([])
    },
    { auto: true },
  ],
})

export { expect }

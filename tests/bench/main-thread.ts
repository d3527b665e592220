/**
 * Does the page stay smooth? Opens the built page in Chromium, makes 20 edits and lists what each put on the main thread.
 * `npm run bench:page`; `-- --throttle 4` slows the processor as a cheap phone would. Timings vary with the machine, so no test reads them.
 */
import { parseArgs } from 'node:util'
import { chromium, type Browser, type Locator, type Page } from '@playwright/test'
// @ts-expect-error -- a script without dependencies, in plain JavaScript
import { findBrowser } from '../../scripts/browser.mjs'
// @ts-expect-error -- likewise
import { serve } from '../../scripts/serve.mjs'
import { mainThreadTasks, type Task } from './trace-tasks.ts'

const { values } = parseArgs({ options: { dir: { type: 'string', default: 'dist-bench' }, throttle: { type: 'string', default: '1' } } })

const LONG_TASK_MS = 50
/** An edit, its answer and the sliding of the charts are over by then. */
const SETTLED_MS = 900
const FIRST_VISITS = 5
const MEDIAN = 0.5
const P95 = 0.95

/** What a page notes about itself from its first moment. */
interface Noted {
  firstPaint: number | null
  largestPaint: number | null
  answer: number | null
  longTasks: number[]
}

// runs in the page: no named function inside, which tsx would wrap in a helper of its own
const noteTimes = (): void => {
  const noted: Noted = { firstPaint: null, largestPaint: null, answer: null, longTasks: [] }
  Object.assign(window, { noted })
  for (const type of ['paint', 'largest-contentful-paint', 'longtask'])
    new PerformanceObserver((list) => {
      for (const { name, startTime, duration } of list.getEntries()) {
        if (name === 'first-contentful-paint') noted.firstPaint = startTime
        if (type === 'largest-contentful-paint') noted.largestPaint = startTime
        if (type === 'longtask') noted.longTasks.push(duration)
      }
    }).observe({ type, buffered: true })
  new MutationObserver((_, observer) => {
    if (document.querySelector('#verdict .known') === null) return
    noted.answer = performance.now()
    observer.disconnect()
  }).observe(document, { childList: true, subtree: true })
}

const notedBy = (page: Page): Promise<Noted> => page.evaluate(() => (window as unknown as { noted: Noted }).noted)

/** Opens what the control with this id is folded into, group and rare fields, as a buyer would have before. */
const unfold = async (page: Page, id: string): Promise<void> => {
  for (const box of ['.group', '.rare']) {
    if ((await page.locator(`[id="${id}"]`).count()) > 0) return
    const closed = page.locator(`${box}:not([open]) > summary`)
    while ((await closed.count()) > 0) await closed.first().click()
  }
}

interface Edit {
  readonly name: string
  /** id of the control */
  readonly id: string
  readonly make: (control: Locator, page: Page) => Promise<unknown>
}

const typed = (id: string, text: string): Edit => ({ name: `${id} = ${text}`, id, make: (control) => control.fill(text) })
const chosen = (id: string, value: string): Edit => ({
  name: `${id} = ${value || 'automatic'}`,
  id,
  make: (control) => control.selectOption(value),
})
const slid = (key: string): Edit => ({
  name: `slider, ${key}`,
  id: 'w-requests',
  make: (_, page) => page.locator('input[type=range]').press(key),
})
const ticked = (name: string): Edit => ({
  name: `models = ${name}`,
  id: 'models',
  make: (_, page) => page.getByRole('radio', { name, exact: true }).check(),
})
const pressed = (name: string): Edit => ({ name, id: 'w-requests', make: (_, page) => page.getByRole('button', { name }).click() })

const EDITS: readonly Edit[] = [
  typed('w-requests', '3'),
  typed('w-requests', '3M'),
  slid('ArrowRight'),
  slid('ArrowRight'),
  slid('PageUp'),
  slid('Home'),
  typed('w-requests', '2.5M'),
  typed('w-output', '500'),
  typed('w-input', '40k'),
  chosen('w-preset', 'coding_agent'),
  chosen('w-week', 'flat_24x7'),
  typed('rate', '12'),
  typed('months', '60'),
  chosen('currency', 'EUR'),
  chosen('gpu', 'h100-sxm'),
  chosen('gpu', ''),
  typed('spare', '2'),
  ticked('Mine'),
  ticked('All'),
  pressed('Everything back to the first example'),
]

const ms = (value: number | null | undefined): string => (value === null || value === undefined ? 'never' : value.toFixed(0)).padStart(6)
const at = (sorted: readonly number[], share: number): number | undefined =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]
const rising = (numbers: readonly number[]): number[] => numbers.toSorted((a, b) => a - b)

const newPage = async (browser: Browser): Promise<Page> => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  await page.addInitScript(noteTimes)
  // a page that fails is quick
  page.on('pageerror', (error) => {
    throw error
  })
  const session = await context.newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: Number(values.throttle) })
  return page
}

const answered = (page: Page): Promise<void> => page.locator('#verdict .known').waitFor()

const firstVisits = async (browser: Browser, address: string): Promise<void> => {
  const visits: Noted[] = []
  for (let visit = 0; visit < FIRST_VISITS; visit += 1) {
    const page = await newPage(browser)
    await page.goto(address)
    await answered(page)
    await page.waitForTimeout(SETTLED_MS)
    visits.push(await notedBy(page))
    await page.context().close()
  }
  const median = (read: (noted: Noted) => number | null): number | undefined =>
    at(rising(visits.map((noted) => read(noted) ?? Infinity)), MEDIAN)
  console.log(`First visit, median of ${FIRST_VISITS} [ms]`)
  console.log(`${ms(median(({ firstPaint }) => firstPaint))}  first paint`)
  console.log(`${ms(median(({ answer }) => answer))}  answer on the page`)
  console.log(`${ms(median(({ largestPaint }) => largestPaint))}  largest paint`)
  console.log(`${ms(median(({ longTasks }) => Math.max(0, ...longTasks)))}  longest task of ${LONG_TASK_MS} ms or more`)
}

const edits = async (browser: Browser, address: string): Promise<void> => {
  const page = await newPage(browser)
  await page.goto(address)
  await answered(page)
  await page.waitForTimeout(SETTLED_MS)
  const all: Task[] = []
  console.log(`\nTasks of the main thread after each edit [ms]\n  most   cpu  tasks`)
  for (const { name, id, make } of EDITS) {
    await unfold(page, id)
    await page.waitForTimeout(SETTLED_MS)
    await browser.startTracing(page, { categories: ['toplevel', 'disabled-by-default-devtools.timeline'] })
    await make(page.locator(`[id="${id}"]`), page)
    await page.waitForTimeout(SETTLED_MS)
    const tasks = mainThreadTasks(await browser.stopTracing())
    all.push(...tasks)
    const longest = tasks.reduce((most, task) => (task.wall > most.wall ? task : most), { wall: 0, cpu: 0 })
    console.log(`${ms(longest.wall)}${ms(longest.cpu)}${ms(tasks.length)}  ${name}`)
  }
  const busy = all.filter(({ wall }) => wall >= 1)
  const [clock, processor] = [rising(busy.map(({ wall }) => wall)), rising(busy.map(({ cpu }) => cpu))]
  console.log(
    `${ms(clock.at(-1))}${ms(processor.at(-1))}  longest of ${busy.length} tasks of 1 ms or more, by the clock and of the processor`,
  )
  console.log(`${ms(at(clock, P95))}${ms(at(processor, P95))}  95th percentile`)
  const over = [clock, processor].map((times) => times.filter((time) => time > LONG_TASK_MS).length)
  console.log(`${ms(over[0])}${ms(over[1])}  over ${LONG_TASK_MS} ms`)
  console.log(`On a busy machine the clock counts what other programs took; the processor's time is the page's own.`)
}

const { server, address } = await serve(values.dir, 4373)
const browser = await chromium.launch({
  executablePath: findBrowser().path,
  args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-background-networking'],
})
console.log(`Chromium ${browser.version()}, processor slowed ${values.throttle} times\n`)
await firstVisits(browser, address)
await edits(browser, address)
await browser.close()
server.close()

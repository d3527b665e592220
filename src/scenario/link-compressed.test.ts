import { describe, expect, it } from 'vitest'
import { defaultScenario, defaultWorkload } from './defaults.ts'
import { readLinkAsync, writeLinkAsync } from './link-compressed.ts'
import { writeLink } from './link.ts'
import type { Scenario } from './schema.ts'

const eight: Scenario = {
  ...defaultScenario(),
  workloads: Array.from({ length: 8 }, (_, i) => ({
    ...defaultWorkload(),
    name: `Desk number ${i + 1} of the claims department`,
    requestsPerMonth: 12_345 * (i + 1),
    inputTokens: 700 + i,
    outputTokens: 90 + i,
    cachedShare: 0.5,
    growthPerMonth: 0.01,
    batchShare: 0.2,
    ttftP95Seconds: 1 + i / 10,
  })),
}

const packed = async (text: string): Promise<string> => {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'))
  return `z=${Buffer.from(await new Response(stream).arrayBuffer()).toString('base64url')}`
}

describe('a long link', () => {
  it('is deflated and comes back as it was', async () => {
    expect(writeLink(eight).length).toBeGreaterThan(1000)
    const link = await writeLinkAsync(eight)
    expect(link).toMatch(/^z=[\w-]+$/)
    expect(link.length).toBeLessThan(writeLink(eight).length / 2)
    expect(await readLinkAsync(`#${link}`)).toMatchObject({ scenario: eight, lost: [] })
  })

  it('is written plainly where it is short', async () => {
    expect(await writeLinkAsync(defaultScenario())).toBe('')
    expect(await writeLinkAsync({ ...defaultScenario(), months: 12 })).toBe('v=2026-11-23&months=12')
    expect(await readLinkAsync('months=12')).toMatchObject({ scenario: { months: 12 }, lost: [] })
  })

  // `v=2026-11-23&months=12`, deflated by Python's zlib
  it('of old keeps its meaning', async () => {
    expect(await readLinkAsync('#z=K7M1MjAy0zU01DUyVsvNzyvJKLY1NAIA')).toMatchObject({ scenario: { months: 12 }, lost: [] })
  })

  it.each(['z=', 'z=!!!!', 'z=AAAA', 'z=%', 'z=\ud800', `z=${'A'.repeat(60_000)}`])(
    'that is cut or wrong gives the defaults and says so: %.20s',
    async (text) => {
      const reading = await readLinkAsync(text)
      expect(reading.scenario).toEqual(defaultScenario())
      expect(reading.lost).toHaveLength(1)
    },
  )

  it('that would inflate to hundreds of megabytes is given up early', async () => {
    const bomb = await packed('a'.repeat(30_000_000))
    expect(bomb.length).toBeLessThan(65_536)
    expect((await readLinkAsync(bomb)).lost).toEqual([
      { kind: 'unreadable', text: 'The link cannot be read; it may have been cut off. The defaults are used.' },
    ])
  })
})

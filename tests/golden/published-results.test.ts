/** Results that others published, none of them in the data of the fit: reproduced within the band, or outside it with the reason written down. */
import { describe, expect, it } from 'vitest'
import { publishedResults } from '../bench/published-results.ts'

const results = publishedResults()

describe('published serving results', () => {
  it('are at least ten, most of them reproduced', () => {
    const reproduced = results.filter(({ verdict }) => verdict === 'reproduced').length
    expect(reproduced).toBeGreaterThanOrEqual(10)
    expect(reproduced / results.length).toBeGreaterThan(0.7)
    expect(new Set(results.map(({ id }) => id)).size).toBe(results.length)
  })

  it.each(results.filter(({ verdict }) => verdict === 'reproduced'))('$id is within its band', ({ ratio, band }) => {
    expect(ratio).toBeGreaterThanOrEqual(band[0])
    expect(ratio).toBeLessThanOrEqual(band[1])
  })

  it.each(results.filter(({ verdict }) => verdict === 'explained'))('$id is outside its band, and says why', ({ ratio, band, why }) => {
    expect(ratio).not.toBeNull()
    expect(ratio! < band[0] || ratio! > band[1]).toBe(true)
    expect(why).toMatch(/^Too (fast|slow)\./)
  })

  it.each(results.filter(({ verdict }) => verdict === 'refused'))('$id is refused, and says why', ({ predicted, refusal, why }) => {
    expect(predicted).toBeNull()
    expect(refusal).toContain('no serving figures')
    expect(why).toBeTruthy()
  })
})

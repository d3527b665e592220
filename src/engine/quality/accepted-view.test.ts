import { describe, expect, it } from 'vitest'
import { acceptedView } from './accepted-view.ts'
import { candidateDemand } from './candidate-demand.ts'

describe('acceptedView', () => {
  const none = { reviewUsd: 0, escalationShare: 0, escalationUsd: 0, afterEscalation: 0 }

  it('escalates the rest to a person: 0.05 + 0.10 + 0.2 × 5 over 1 [F19]', () => {
    const found = acceptedView(0.05, 2_000_000, { atOnce: 0.8, reviewUsd: 0.1, escalationShare: 0.2, escalationUsd: 5, afterEscalation: 1 })
    expect(found).toEqual({ usdPerAccepted: expect.closeTo(1.15, 12) as number, acceptedShare: 1, acceptedPerMonth: 2_000_000 })
  })

  it('tries until it is good: 0.20 / 0.8', () => {
    expect(acceptedView(0.05, 1000, { ...none, atOnce: 0.8, reviewUsd: 0.15 })).toMatchObject({
      usdPerAccepted: expect.closeTo(0.25, 12) as number,
      acceptedPerMonth: 800,
    })
  })

  it('counts what fails after escalation too: 0.35 / (0.6 + 0.3 × 0.5)', () => {
    const found = acceptedView(0.02, 1000, { atOnce: 0.6, reviewUsd: 0.03, escalationShare: 0.3, escalationUsd: 1, afterEscalation: 0.5 })
    expect(found.usdPerAccepted).toBeCloseTo(0.466667, 6)
  })

  it('says why there is no cost', () => {
    expect(acceptedView(0.05, 1000, { ...none, atOnce: null })).toEqual({
      usdPerAccepted: null,
      why: 'How many results are accepted is not known.',
    })
    expect(acceptedView(0.05, 1000, { ...none, atOnce: 0 })).toMatchObject({ usdPerAccepted: null, why: 'No result is accepted.' })
    expect(acceptedView(0.05, 1000, { ...none, atOnce: 0.9, escalationShare: 0.2 })).toMatchObject({
      why: 'More is escalated than is left after those accepted at once.',
    })
  })
})

describe('candidateDemand', () => {
  it('scales input by the tokenizer, output by tokenizer and verbosity, and leaves the rest', () => {
    const workload = { name: 'assistant', cachedShare: 0.35, inputTokens: 5000, outputTokens: 300, reasoningTokens: 100 }
    // 5000 × 1.2; 300 × 1.2 × 2; 100 × 1.2 × 3
    expect(candidateDemand(workload, 1.2, { visible: 2, reasoning: 3 })).toEqual({
      name: 'assistant',
      cachedShare: 0.35,
      inputTokens: 6000,
      outputTokens: 720,
      reasoningTokens: 360,
    })
  })
})

import { describe, expect, it } from 'vitest'
import { defaultScenario } from '../../scenario/defaults.ts'
import { judgingUsdPerRequest, sharedTask, taskViews, usdPerAccepted } from './task-view.ts'

const NOTHING_SAID = { tokensOf: () => null }
const scenario = {
  ...defaultScenario(),
  acceptedShare: 0.8,
  acceptedShares: { 'glm-5.3': 0.6 },
  reviewUsd: 0.02,
  escalationShare: 0.1,
  escalationUsd: 0.5,
  acceptedAfterShare: 0.9,
}
const taskOf = taskViews(scenario, NOTHING_SAID)

describe('a cost per accepted result', () => {
  it('is attempts, review and escalation over what is accepted in the end', () => {
    // (0.01 + 0.02 + 0.1 · 0.5) ÷ (0.8 + 0.1 · 0.9) = 0.08 ÷ 0.89
    expect(usdPerAccepted(0.01, taskOf('gpt-5.6-luna'))).toBeCloseTo(0.08 / 0.89, 12)
    // ÷ (0.6 + 0.09)
    expect(usdPerAccepted(0.01, taskOf('glm-5.3'))).toBeCloseTo(0.08 / 0.69, 12)
    expect(judgingUsdPerRequest(scenario)).toBeCloseTo(0.07, 12)
  })

  it('is not known without a share, nor without a cost', () => {
    const unknown = taskViews({ ...scenario, acceptedShare: null, acceptedShares: {} }, NOTHING_SAID)
    expect(usdPerAccepted(0.01, unknown('glm-5.3'))).toBe(null)
    expect(usdPerAccepted(null, taskOf('glm-5.3'))).toBe(null)
    expect(judgingUsdPerRequest({ ...scenario, acceptedShare: null, acceptedShares: {} })).toBe(null)
  })

  it('of a hybrid lies between those of its models', () => {
    // a quarter by the first: 0.25 · 0.8 + 0.75 · 0.6 = 0.65
    const shared = sharedTask(taskOf('gpt-5.6-luna'), taskOf('glm-5.3'), 0.25)
    expect(usdPerAccepted(0.01, shared)).toBeCloseTo(0.08 / 0.74, 12)
  })
})

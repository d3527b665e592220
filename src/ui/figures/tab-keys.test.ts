import { describe, expect, it } from 'vitest'
import { tabAfter } from './tab-keys.ts'

describe('keys in a row of three tabs', () => {
  it('move by one and wrap', () => {
    expect([tabAfter('ArrowRight', 0, 3), tabAfter('ArrowRight', 2, 3), tabAfter('ArrowLeft', 0, 3)]).toEqual([1, 0, 2])
  })
  it('go to the ends, and leave other keys alone', () => {
    expect([tabAfter('Home', 2, 3), tabAfter('End', 0, 3), tabAfter('Tab', 1, 3)]).toEqual([0, 2, null])
  })
})

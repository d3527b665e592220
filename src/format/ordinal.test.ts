import { describe, expect, it } from 'vitest'
import { cardinal, ordinal } from './ordinal.ts'

describe('a place in prose', () => {
  it('is a word up to twelve', () => {
    expect([1, 5, 12].map(ordinal)).toEqual(['first', 'fifth', 'twelfth'])
    expect([1, 8, 12].map(cardinal)).toEqual(['one', 'eight', 'twelve'])
  })
  it('is a figure with its ending beyond', () => {
    expect([13, 21, 22, 23, 24, 111, 112, 121].map(ordinal)).toEqual(['13th', '21st', '22nd', '23rd', '24th', '111th', '112th', '121st'])
    expect(cardinal(834)).toBe('834')
  })
})

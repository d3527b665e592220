import { describe, expect, it } from 'vitest'
import { fitted, spread } from './label-places.ts'

describe('labels that must not touch', () => {
  it('stay where they are if they are far enough apart', () => {
    expect(spread([10, 60, 110], 30, 0, 200)).toEqual([10, 60, 110])
  })
  it('move apart, in the order of what they name', () => {
    expect(spread([50, 48], 30, 0, 200)).toEqual([78, 48])
  })
  it('stay inside', () => {
    expect(spread([195, 198], 30, 0, 200)).toEqual([170, 200])
    expect(spread([-5], 30, 0, 200)).toEqual([0])
  })
})

describe('a text in little room', () => {
  const measure = (text: string) => text.length
  it('is left alone or ends with an ellipsis', () => {
    expect(fitted('Gemini', 6, measure)).toBe('Gemini')
    expect(fitted('Gemini 3.8 Flash', 8, measure)).toBe('Gemini…')
  })
})

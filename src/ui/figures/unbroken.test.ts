import { describe, expect, it } from 'vitest'
import { aroundHyphens } from './unbroken.ts'

describe('words with a hyphen', () => {
  it('are every second piece, and nothing is lost', () => {
    const title = 'Cheapest: Hy3. Today’s GPT-6.2 Sol is tenth of Qwen3.8-27B.'
    const pieces = aroundHyphens(title)
    expect(pieces.filter((_, at) => at % 2 === 1)).toEqual(['GPT-6.2', 'Qwen3.8-27B.'])
    expect(pieces.join('')).toBe(title)
  })
})

/** Sentences about options: what is not possible with the numbers in it, and what to mind. Plain words, no formatting of money. */
import type { Remark } from '../result.ts'

const THOUSAND = 1000
const PERCENT = 100

export const remark = (code: string, text: string): Remark => ({ code, text, facts: [], nearest: null })

export const notPossible = (code: string, text: string, facts: Remark['facts'], nearest: string | null): Remark => ({
  code,
  text,
  facts,
  nearest,
})

/** Three significant figures without trailing zeros. */
const significant = (value: number): string => {
  const digits = 3
  if (value === 0) return '0'
  const scale = 10 ** (digits - 1 - Math.floor(Math.log10(Math.abs(value))))
  return String(Math.round(value * scale) / scale)
}

const STEPS: readonly [number, string][] = [
  [1e12, 'T'],
  [1e9, 'G'],
  [1e6, 'M'],
  [1e3, 'k'],
]

const scaled = (value: number, unit: string): string => {
  for (const [size, prefix] of STEPS) if (Math.abs(value) >= size) return `${significant(value / size)} ${prefix}${unit}`
  return `${significant(value)} ${unit}`
}

/** "2.42 TB", decimal. */
export const byteWords = (bytes: number): string => scaled(bytes, 'B')

/** "1,200" or "1.05M". */
export const tokenWords = (tokens: number): string => {
  if (tokens >= THOUSAND * THOUSAND) return `${significant(tokens / THOUSAND / THOUSAND)}M`
  return String(Math.round(tokens)).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** "450 ms" or "2.1 s". */
export const secondWords = (seconds: number): string =>
  seconds < 1 ? `${significant(seconds * THOUSAND)} ms` : `${significant(seconds)} s`

/** "3.2 %", with the thin space of the visual direction. */
export const shareWords = (share: number): string => `${significant(share * PERCENT)}\u2009%`

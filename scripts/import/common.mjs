/** Small rules every part of the import shares: reading, dates, basis words. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export const readJson = (folder, file) => JSON.parse(readFileSync(join(folder, file), 'utf8'))

/** The day on which the curated data was read; values without a date of their own were checked then. */
export const GENERATED = '2026-11-23'

/** First date in a wording such as "2026-10/11 (public copy)", as YYYY, YYYY-MM or YYYY-MM-DD. */
export const dateIn = (words) => {
  const found = String(words ?? '').match(/\b(\d{4})(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?/)
  if (found === null) return GENERATED
  return found[0]
}

/** Maps the curated data's basis words to the four tags; `kind` says whether a primary text is a price list or a measurement. */
export const basisTag = (words, kind = 'price') => {
  const text = String(words).toLowerCase()
  if (text.startsWith('assumption') || text.startsWith('recalled') || text.startsWith('not found')) return 'assumed'
  if (text.startsWith('derived') || text.startsWith('measured shape')) return 'estimated'
  if (text.startsWith('measured')) return 'measured'
  if (/judgement|assumption|recalled/.test(text)) return 'estimated'
  if (text.startsWith('primary')) return kind === 'trace' ? 'measured' : 'quoted'
  return 'quoted'
}

export const slug = (text) =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/^-+|-+$/g, '')

/** Drops keys from an object. */
export const without = (object, ...keys) => Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)))

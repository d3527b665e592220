/** What is a country or a group of countries called in prose? */

const NAMES = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'code' })
const WITH_ARTICLE: Readonly<Record<string, string>> = {
  EU: 'the EU',
  US: 'the United States',
  GB: 'the United Kingdom',
  AE: 'the United Arab Emirates',
  NL: 'the Netherlands',
}

/** ISO 3166-1 alpha-2, or the id of a group: `Germany`, `the EU`; what is no code stays as it is. */
export const countryName = (code: string): string => WITH_ARTICLE[code] ?? (/^[A-Z]{2}$/.test(code) ? (NAMES.of(code) ?? code) : code)

const IN_LISTS: Readonly<Record<string, string>> = { EU: 'European Union', HK: 'Hong Kong', MO: 'Macao' }

/** The same as an entry of a list, without an article: `European Union`, `United States`. */
export const countryLabel = (code: string): string => IN_LISTS[code] ?? (/^[A-Z]{2}$/.test(code) ? (NAMES.of(code) ?? code) : code)

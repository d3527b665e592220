/** How is it said that a link lost something, or that a text could not be read? */
export const lostHeadline = (changes: number): string =>
  changes === 1 ? 'This link was opened, with 1 change.' : `This link was opened, with ${changes} changes.`

/** What arrived, to be set as code, and the rest of the sentence: `cached=340` · `is above 100 %: …`. */
export const lostParts = (sentence: string): readonly [arrived: string, rest: string] => {
  const [, arrived = '', rest = ''] = /^(\S+=\S*)\s(.*)$/s.exec(sentence) ?? []
  return arrived === '' ? ['', sentence] : [arrived, rest]
}

export const unreadLine = (fields: number): string =>
  fields === 1
    ? '1 field cannot be read; the results use its last valid value.'
    : `${fields} fields cannot be read; the results use their last valid values.`

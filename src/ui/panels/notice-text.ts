/** How is it said that a link lost something, or that a text could not be read? */
export const lostHeadline = (changes: number): string =>
  changes === 1 ? 'This link was opened, with 1 change.' : `This link was opened, with ${changes} changes.`

export const unreadLine = (fields: number): string =>
  fields === 1
    ? '1 field cannot be read; the results use its last valid value.'
    : `${fields} fields cannot be read; the results use their last valid values.`

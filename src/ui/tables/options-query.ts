/** Which options does the table show, in which order, and in which groups? */
import type { ApartReason } from '../../engine/result.ts'
import { countFull } from '../../format/count.ts'
import type { Family } from '../figures/family.ts'
import type { ColumnKey } from './options-columns.ts'
import type { OptionRow, Standing } from './options-rows.ts'

export type SortKey = 'name' | 'evidence' | ColumnKey

export interface Query {
  readonly text: string
  readonly family: Family | 'all'
  /** also what is not possible */
  readonly impossible: boolean
  /** of what stands apart: all of it, none, or what does for one reason, and then only that */
  readonly apart: 'all' | 'none' | ApartReason
  readonly sort: SortKey
  readonly rising: boolean
}

export const FIRST_QUERY: Query = { text: '', family: 'all', impossible: false, apart: 'all', sort: 'total', rising: true }

/** Rows that a slow phone draws at once. */
export const FIRST_ROWS = 25

const isAsked = (standing: Standing, apart: Query['apart']): boolean => {
  if (standing === 'not-possible' || apart === 'all') return true
  return apart === 'none' ? standing === 'ranked' : standing === apart
}

export const matches = (row: OptionRow, query: Query): boolean =>
  (query.family === 'all' || row.family === query.family) &&
  (query.impossible || row.standing !== 'not-possible') &&
  isAsked(row.standing, query.apart) &&
  query.text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
    .every((word) => row.search.includes(word))

const compareBy = (key: SortKey, rising: boolean) => {
  const sign = rising ? 1 : -1
  return (a: OptionRow, b: OptionRow): number => {
    if (key === 'name' || key === 'evidence') return sign * a[key].localeCompare(b[key]) || a.id.localeCompare(b.id)
    // the ranking decides between equal totals, as everywhere on the page
    const ranked = key === 'total' && a.rank !== null && b.rank !== null
    const [left, right] = ranked ? [a.rank, b.rank] : [a.values[key], b.values[key]]
    // what is unknown stays last, whichever way the column is sorted
    if (left === null || right === null) return Number(left === null) - Number(right === null) || a.id.localeCompare(b.id)
    return sign * (left - right) || a.id.localeCompare(b.id)
  }
}

export interface Section {
  readonly standing: Standing
  /** null: the first group needs none */
  readonly heading: string | null
  readonly rows: readonly OptionRow[]
}

const HEADINGS: Readonly<Record<Standing, string | null>> = {
  ranked: null,
  rule: 'Kept out by a rule',
  weaker: 'Weaker than what you need',
  contested: 'Contested: two yardsticks disagree',
  'unknown-quality': 'Without a score',
  offer: 'Not offered to a buyer like you',
  'not-listed': 'On none of your lists',
  'not-possible': 'Not possible',
}

/** In the order of the table; those with something in them can be asked for. */
export const APART_REASONS: readonly ApartReason[] = ['rule', 'weaker', 'contested', 'unknown-quality', 'offer', 'not-listed']

/** How many rows stand apart for each reason, those that occur. */
export const apartChoices = (rows: readonly OptionRow[]): readonly { readonly reason: ApartReason; readonly text: string }[] =>
  APART_REASONS.flatMap((reason) => {
    const size = rows.filter(({ standing }) => standing === reason).length
    return size === 0 ? [] : [{ reason, text: `${HEADINGS[reason]!.split(':')[0]!}: ${countFull(size)}` }]
  })

export interface Found {
  readonly sections: readonly Section[]
  /** rows shown, and rows that match */
  readonly shown: number
  readonly found: number
  readonly all: number
}

/** The matching rows in their groups, at most `most` in all. */
export const query = (rows: readonly OptionRow[], wanted: Query, most: number): Found => {
  const found = rows.filter((row) => matches(row, wanted)).toSorted(compareBy(wanted.sort, wanted.rising))
  const standings: readonly Standing[] = ['ranked', ...APART_REASONS, 'not-possible']
  const grouped = standings.flatMap((standing) => found.filter((row) => row.standing === standing)).slice(0, most)
  return {
    sections: standings
      .map((standing) => ({ standing, heading: HEADINGS[standing], rows: grouped.filter((row) => row.standing === standing) }))
      .filter((section) => section.rows.length > 0),
    shown: grouped.length,
    found: found.length,
    all: rows.length,
  }
}

/** A second press turns a column round; another column starts rising. */
export const sortedBy = (present: Query, sort: SortKey): Query => ({
  ...present,
  sort,
  rising: present.sort === sort ? !present.rising : true,
})

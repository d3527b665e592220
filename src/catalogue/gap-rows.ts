/** What does data/quality/gap.csv say, row by row? A cell left empty is null; a column that is missing or a number that is text is an error. */
import { csvCells } from './csv-cells.ts'
import type { GapRow } from './quality-schema.ts'

const COLUMNS = [
  ...['as_of', 'benchmark', 'unit', 'best_proprietary', 'best_proprietary_score', 'best_proprietary_released'],
  ...['best_open', 'best_open_score', 'best_open_released', 'best_open_country', 'gap', 'lag_months', 'lag_reference'],
  ...['best_open_cn', 'best_open_cn_score', 'gap_cn', 'lag_months_cn'],
  ...['best_open_us', 'best_open_us_score', 'gap_us', 'lag_months_us'],
  ...['source', 'source_date', 'note'],
] as const

/** @throws Error with line and column of a cell that cannot be read */
export const gapRows = (text: string): GapRow[] =>
  csvCells(text, COLUMNS).map(({ cell, words, number, maybeNumber }) => {
    const origin = (at: 'cn' | 'us') =>
      cell(`best_open_${at}`) === null
        ? null
        : {
            name: words(`best_open_${at}`),
            score: number(`best_open_${at}_score`),
            gap: number(`gap_${at}`),
            lagMonths: maybeNumber(`lag_months_${at}`),
          }
    return {
      asOf: words('as_of'),
      yardstick: words('benchmark'),
      unit: words('unit'),
      proprietary: {
        name: words('best_proprietary'),
        score: number('best_proprietary_score'),
        released: cell('best_proprietary_released'),
      },
      open: {
        name: words('best_open'),
        score: number('best_open_score'),
        gap: number('gap'),
        lagMonths: maybeNumber('lag_months'),
        released: cell('best_open_released'),
        country: words('best_open_country'),
        lagReference: cell('lag_reference'),
      },
      openChina: origin('cn'),
      openUnitedStates: origin('us'),
      source: words('source'),
      sourceDate: words('source_date'),
      note: words('note'),
    }
  })

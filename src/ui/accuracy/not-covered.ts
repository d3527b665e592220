/** What no measured point stands behind: said in full, from the catalogue where it says so. */
import type { Catalogue } from '../../catalogue/schema.ts'

const KINDS = new Map([
  ['mla-dsa', 'MLA with a sparse indexer'],
  ['csa', 'compressed sparse attention'],
  ['hca', 'heavily compressed attention'],
  ['gqa-sparse', 'grouped-query with sparse reads'],
  ['mamba', 'Mamba layers'],
])

const listed = (names: readonly string[]): string => names.join(', ')

/** Sentences. */
export const notCovered = ({ gpus, models }: Pick<Catalogue, 'gpus' | 'models'>): readonly string[] => {
  const checked = gpus.filter(({ serving }) => serving?.calibration.startsWith('checked') === true).map(({ name }) => name)
  const uncalibrated = gpus.filter(
    ({ serving }) => serving?.calibration.startsWith('fitted') === false && serving.calibration.startsWith('checked') === false,
  )
  const without = gpus.filter(({ serving }) => serving === null).map(({ name }) => name)
  const kinds = new Set(models.flatMap(({ architecture }) => architecture?.attnGroups.map(({ kind }) => kind) ?? []))
  const unmeasured = [...KINDS].filter(([kind]) => kinds.has(kind)).map(([, name]) => name)
  return [
    `Checked on measurements, not fitted on them: ${listed(checked)}.`,
    `Without any measured point, so extrapolated: ${listed(uncalibrated.map(({ name }) => name))}.`,
    `Without serving figures, so not sized at all: ${listed(without)}.`,
    `Kinds of attention without a point: ${listed(unmeasured)}.`,
    'No point has int4 weights, a prefix read from a cache, a context above 9,000 tokens, drafts of speculative decoding, or more than eight GPUs.',
    'Engines change by the month: versions half a year apart differ by 20 to 40 %.',
  ]
}

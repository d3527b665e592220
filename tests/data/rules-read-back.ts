/** What did the curated rules say? Puts data/rules together again as the one file it was made from; null and absent are the same. */
import type { RulesData, RuleSource } from '../../src/catalogue/rules-schema.ts'

/** The first source, and the second if there is one, under the names the curated file gives them. */
const sourcePair = ([source, source2]: readonly RuleSource[]) => ({ source, source2 })

const point = ({ point: words, sources, note }: RulesData['euAiAct'][number]) => ({ point: words, ...sourcePair(sources), note })

export const curatedRules = (data: RulesData): unknown => ({
  ...data.about,
  licences: Object.fromEntries(
    data.licences.map(({ id, name, spdx, thresholds, words, sources }) => [
      id,
      {
        ...{ name, spdx, ...words, source: sources },
        thresholds: thresholds.length === 0 ? null : thresholds.map(({ over, words: said }) => ({ ...said, over })),
      },
    ]),
  ),
  models: data.modelLicences
    .filter(({ saidBy }) => saidBy === null)
    .map(({ modelId, licence, gate, sources }) => ({ model_id: modelId, licence, gate, source: sources })),
  providers: data.providers.map(({ id, name, defaultRetentionDays, regions, certifications, words, sources }) => ({
    ...{ id, name, sources, ...words },
    default_retention_days: defaultRetentionDays,
    processing_regions: regions?.map((region) => region.words),
    certifications:
      Object.keys(certifications).length === 0
        ? null
        : Object.fromEntries(Object.entries(certifications).map(([certificate, found]) => [certificate, found.words])),
  })),
  government_restrictions: data.government.restrictions.map(({ date, words, sources }) => ({ date, ...words, ...sourcePair(sources) })),
  restriction_note: data.government.note,
  eu_ai_act: data.euAiAct.map(point),
  export_controls: data.exportControl.points.map(point),
})

/** JSON with sorted keys, without nulls. */
export const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const entries = Object.entries(value).filter(([, part]) => part !== null && part !== undefined)
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`)
    .join(',')}}`
}

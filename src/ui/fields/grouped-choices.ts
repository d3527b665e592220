/** How are long lists of models, offers and yardsticks grouped, and what does each entry say of itself? */
import type { Catalogue } from '../../catalogue/schema.ts'
import { scoreOn } from '../../engine/quality/score-on.ts'
import { countFull } from '../../format/count.ts'
import type { Choice, Field } from '../../scenario/field.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { choicesOf } from './field-view.ts'

export interface ChoiceGroup {
  /** null: stands before the groups */
  readonly label: string | null
  readonly choices: readonly Choice[]
}

const GROUPED = new Set(['models', 'offers', 'yardsticks'])

export const isGrouped = ({ kind, known }: Field): boolean => kind === 'choice' && known !== null && GROUPED.has(known)

/** Where the band is this wide, decimals say nothing. */
const COARSE_BAND = 2

/** `1,451` where the band is some points wide, `139.2` where it is one. */
export const scoreText = (score: number, band: number | null): string =>
  countFull(band !== null && band >= COARSE_BAND ? Math.round(score) : Number(score.toFixed(1)))

const inGroups = (choices: readonly Choice[], groupOf: (value: string) => string): readonly ChoiceGroup[] => {
  const groups = new Map<string, Choice[]>()
  for (const choice of choices) {
    if (choice.value === null) continue
    const label = groupOf(choice.value)
    groups.set(label, [...(groups.get(label) ?? []), choice])
  }
  return [...groups].map(([label, choices]) => ({ label, choices })).toSorted((a, b) => (a.label ?? '').localeCompare(b.label ?? ''))
}

const withScore = (choice: Choice, scenario: Scenario, { quality }: Catalogue): Choice => {
  const yardstick = quality.yardsticks.find(({ id }) => id === scenario.yardstick)
  if (choice.value === null || yardstick === undefined) return choice
  const score = scoreOn(quality, choice.value, yardstick)
  return { ...choice, label: `${choice.label}, ${score === null ? 'no score' : scoreText(score.score, score.band)}` }
}

/** Models by maker with their score on the yardstick chosen, offers by provider, yardsticks by whether they can judge. */
export const groupedChoices = (field: Field, catalogue: Catalogue, scenario: Scenario): readonly ChoiceGroup[] => {
  const choices = choicesOf(field, catalogue)
  const open = choices.filter(({ value }) => value === null)
  const before = open.length === 0 ? [] : [{ label: null, choices: open }]
  if (field.known === 'yardsticks') {
    const judging = new Set(catalogue.quality.yardsticks.filter(({ band }) => band !== null).map(({ id }) => id))
    // "Can judge" comes first by its letter too
    return [...before, ...inGroups(choices, (id) => (judging.has(id) ? 'Can judge' : 'Shows only: no noise band is published'))]
  }
  if (field.known === 'offers') {
    const providers = new Map(catalogue.apiProviders.flatMap(({ name, offers }) => offers.map(({ id }) => [id, name] as const)))
    return [...before, ...inGroups(choices, (id) => providers.get(id) ?? id)]
  }
  const makers = new Map(catalogue.models.map(({ id, maker }) => [id, maker]))
  const scored = choices.map((choice) => withScore(choice, scenario, catalogue))
  return [...before, ...inGroups(scored, (id) => makers.get(id) ?? 'Maker not known')]
}

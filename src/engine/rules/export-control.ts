/**
 * May these GPUs stand at this place, for this company? US export control goes by the place of deployment and by the headquarters of the
 * ultimate parent. For rented GPUs the exporter is whoever rents them out: what that means for a renter with a listed parent no source says.
 */
import type { ExportClass, RulesData } from '../../catalogue/rules-schema.ts'
import { isInside } from './country-groups.ts'
import { allowed, allowedIf, notAllowed, notVerified, sourceOf } from './finding.ts'
import type { FindingSource } from './finding.ts'
import { ofParts } from './option-parts.ts'
import type { CompanyFacts, HardwareFacts, OptionFacts } from './rule-facts.ts'
import type { RuleFinding } from './rule-result.ts'

const RULE = 'export-control'
type Destination = 'China' | 'D:5' | 'D:1/D:4' | 'other'
const LISTED = ['China', 'D:5', 'D:1/D:4'] as const

const destinationOf = (country: string, data: RulesData): Destination =>
  LISTED.find((group) => isInside(country, group, data.countryGroups)) ?? 'other'

interface Case {
  readonly hardware: HardwareFacts
  readonly words: string
  readonly source: FindingSource | null
}

type Verdict = (destination: Destination, what: string, it: Case) => RuleFinding

const licenceNeeded = (what: string, { words, source }: Case, condition = 'the export licence is granted'): RuleFinding =>
  allowedIf(RULE, `${what}: a US export licence is needed.`, condition, { clause: words, source })
const denied = (what: string, { words, source }: Case): RuleFinding =>
  notAllowed(RULE, `${what}: a US export licence is needed and presumed to be denied.`, { clause: words, source })
const free = (what: string, { words, source }: Case): RuleFinding =>
  allowed(RULE, `${what}: no export licence is needed there.`, { clause: words, source })
const unsaid = (what: string, { words, source }: Case): RuleFinding =>
  notVerified(RULE, `${what}: what export control says there was not found.`, { clause: words, source })

/** What the words of each class say of each destination. */
const VERDICTS: Readonly<Record<ExportClass['id'], Verdict>> = {
  'above-threshold': (destination, what, it) => {
    if (destination === 'other') return free(what, it)
    return destination === 'D:1/D:4' ? licenceNeeded(what, it) : denied(what, it)
  },
  'case-by-case': (destination, what, it) => {
    if (destination === 'other') return free(what, it)
    if (destination === 'D:1/D:4') return unsaid(what, it)
    return destination === 'China'
      ? licenceNeeded(what, it, 'the export licence, reviewed case by case and only for exports from the US, is granted')
      : denied(what, it)
  },
  'china-class': (destination, what, it) => {
    if (destination === 'other') return free(what, it)
    if (destination === 'D:1/D:4') return unsaid(what, it)
    return destination === 'China' ? licenceNeeded(what, it, 'the export licence, reviewed case by case, is granted') : denied(what, it)
  },
  'installed-base': (destination, what, it) => {
    if (destination !== 'China') return unsaid(what, it)
    return it.hardware.tenure === 'rented'
      ? allowedIf(RULE, `${what}: no more may be brought in, those there may be used.`, 'the GPUs were there before the rule of 2023-11', {
          clause: it.words,
          source: it.source,
        })
      : notAllowed(RULE, `${what}: no more may be brought in.`, { clause: it.words, source: it.source })
  },
  below: (destination, what, it) => {
    if (destination === 'other') return free(what, it)
    return destination === 'China'
      ? licenceNeeded(what, it, 'the notification for a licence exception, if the part needs it, is made')
      : unsaid(what, it)
  },
  consumer: (destination, what, it) => {
    if (destination === 'other') return free(what, it)
    return destination === 'D:1/D:4' ? unsaid(what, it) : licenceNeeded(what, it)
  },
  'chinese-part': (_destination, what, { words, source }) =>
    allowedIf(
      RULE,
      `${what}: not an export from the US, but its use anywhere may breach US General Prohibition 10.`,
      'a compliance review clears it, or the company has no ties to the US',
      { clause: words, source },
    ),
}

const pointWords = (id: string, data: RulesData) => {
  const point = data.exportControl.points.find((one) => one.id === id)
  return { clause: point?.point ?? null, source: sourceOf('US export control of advanced chips', point?.sources ?? []) }
}

/** The point of export control that says what a class is; null: only the GPU's own data does. */
const POINT_OF: Readonly<Record<ExportClass['id'], string | null>> = {
  'above-threshold': 'licence-destinations',
  'case-by-case': 'case-by-case-band',
  'china-class': null,
  'installed-base': null,
  below: null,
  consumer: null,
  'chinese-part': null,
}

const sourceOfClass = (id: ExportClass['id'], data: RulesData): FindingSource | null => {
  const point = POINT_OF[id]
  return point === null
    ? { title: 'Export status in the data of this GPU', url: null, date: data.about.generated, kind: 'the data names no source for it' }
    : pointWords(point, data).source
}

/** A listed parent brings its own destination to the buyer's own GPUs, wherever they stand. */
const ofParent = (it: Case, group: ExportClass, parent: string, data: RulesData): RuleFinding | null => {
  const { gpuName, tenure } = it.hardware
  const destination = destinationOf(parent, data)
  // the rule on parents names China, Macau and D:5
  if (group.id === 'chinese-part' || destination === 'other' || destination === 'D:1/D:4') return null
  const basis = pointWords('ultimate-parent', data)
  const what = `${gpuName} for a company whose ultimate parent is in ${parent}`
  if (tenure === 'rented') return notVerified(RULE, `${what}, rented: whether renting needs a licence is not said.`, basis)
  return VERDICTS[group.id](destination, what, { ...it, words: `${String(basis.clause)}. ${it.words}`, source: basis.source })
}

const ofHardware = (hardware: HardwareFacts, company: CompanyFacts, data: RulesData): RuleFinding => {
  const { gpuId, gpuName, country } = hardware
  const group = data.exportControl.classes.find(({ gpuIds }) => gpuIds.includes(gpuId))
  if (group === undefined) return notVerified(RULE, `The export status of ${gpuName} was not found.`)
  const it = { hardware, words: group.words, source: sourceOfClass(group.id, data) }
  const parent = company.parentCountry
  const byParent = parent === null ? null : ofParent(it, group, parent, data)
  const byPlace = country === null ? null : VERDICTS[group.id](destinationOf(country, data), `${gpuName} in ${country}`, it)
  if (byPlace?.status === 'not-allowed') return byPlace
  if (byParent?.status === 'not-allowed') return byParent
  if (byPlace === null) return notVerified(RULE, `It is not known in which country ${gpuName} stands.`)
  if (parent === null && group.id !== 'chinese-part')
    return notVerified(RULE, `${byPlace.text} The country of the ultimate parent is not known, and the rule follows it.`, {
      clause: byPlace.clause,
      source: byPlace.source,
    })
  // a licence for the place and one for the parent are the same licence: the harder finding says it
  if (byParent === null || (byParent.status === 'allowed-if' && byPlace.status === 'allowed-if')) return byPlace
  return byParent
}

export const exportControl = (option: OptionFacts, company: CompanyFacts, data: RulesData): RuleFinding =>
  ofParts(
    RULE,
    option,
    ({ providerName }) => allowed(RULE, `${providerName} runs the GPUs: the buyer brings none into any country.`),
    (hardware) => ofHardware(hardware, company, data),
  )

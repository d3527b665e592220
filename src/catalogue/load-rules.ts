/** What do the rules in data/rules say? Reads and checks its files; errors name the file and the field. */
import { checked, DataFolder } from './load-checked.ts'
import { rulesDataSchema } from './rules-schema.ts'
import type { RulesData } from './rules-schema.ts'

/** Throws DataError on a file that does not have its shape. */
export const loadRules = (dataDir: string): RulesData => {
  const data = new DataFolder(dataDir)
  const { shape } = rulesDataSchema
  const rules = {
    about: data.read(shape.about, 'rules/about.json'),
    licences: data.read(shape.licences, 'rules/licences.json'),
    modelLicences: data.read(shape.modelLicences, 'rules/model-licences.json'),
    providers: data.read(shape.providers, 'rules/providers.json'),
    government: data.read(shape.government, 'rules/government.json'),
    exportControl: data.read(shape.exportControl, 'rules/export-control.json'),
    euAiAct: data.read(shape.euAiAct, 'rules/eu-ai-act.json'),
    countryGroups: data.read(shape.countryGroups, 'rules/country-groups.json'),
    presets: data.read(shape.presets, 'rules/presets.json'),
  }
  return checked(rulesDataSchema, rules, 'rules (joined)')
}

/** How do weekly profiles and workload presets become data/traffic/{profiles,presets}/<id>.json? */
import { basisTag, without } from './common.mjs'

export const importProfiles = (file, sources) => {
  sources.group('traffic')
  return file.profiles.map((profile) => ({
    id: profile.id,
    name: profile.name,
    localClock: profile.localClock,
    weights: profile.weights,
    relSdOfRate1min: profile.burstiness.relSdOfRate1min,
    basis: basisTag(profile.basis, 'trace'),
    basisWords: profile.basis,
    evidence: profile.evidence,
    sources: profile.sources.map((title) => sources.id(title)),
    imported: without(profile, 'id', 'name', 'localClock', 'weights', 'basis', 'evidence', 'sources'),
  }))
}

export const importPresets = (file, sources) => {
  sources.group('traffic')
  const sourceOf = (keys) => {
    const titles = keys.split('+').map((key) => file.sources[key])
    return sources.id(titles.join('; '), null, `trace-${keys.toLowerCase().replace(/\+/g, '-')}`)
  }
  return file.presets.map((preset) => ({
    id: preset.id,
    name: preset.name,
    requestUnit: preset.requestUnit,
    values: Object.fromEntries(
      Object.entries(without(preset, 'id', 'name', 'requestUnit')).map(([key, one]) => [
        key,
        {
          value: one.value,
          basis: basisTag(one.basis, 'trace'),
          basisWords: one.basis,
          source: sourceOf(one.source),
          ...(one.note === undefined ? {} : { note: one.note }),
          ...(one.range === undefined ? {} : { range: one.range }),
        },
      ]),
    ),
  }))
}

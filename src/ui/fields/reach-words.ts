/** What is said under the place of the GPU offers in reach of it? Facts of the data for filtering, not what the law allows. */
import type { GpuReach } from '../../engine/result.ts'
import { things } from '../../format/count.ts'
import { countryName } from '../../format/country.ts'

const KILOMETRES_ROUNDED_TO = 10
const about = (kilometres: number): string => (Math.round(kilometres / KILOMETRES_ROUNDED_TO) * KILOMETRES_ROUNDED_TO).toLocaleString('en')

const list = (names: readonly string[]): string => new Intl.ListFormat('en').format(names)

const inReach = ({ here, offers, gpus, offersHere, noCountry, wanted }: GpuReach): string => {
  if (offers === 0) return `No GPU whose speed is known is offered ${wanted === null ? 'in reach' : `in ${countryName(wanted)}`}.`
  const where = wanted === null ? 'in reach' : `in ${countryName(wanted)}`
  const parts = [
    here !== null && here !== wanted && offersHere > 0 ? `${offersHere} of them in ${countryName(here)}` : '',
    noCountry > 0 ? `${noCountry} name no country` : '',
  ].filter((part) => part !== '')
  return `${things(offers, 'offer')} of ${things(gpus, 'GPU')} ${where}${parts.length === 0 ? '' : `: ${parts.join(', ')}`}.`
}

const nearest = ({ here, nearest: found }: GpuReach): string =>
  found === null || here === null
    ? ''
    : `None names ${countryName(here)}; the nearest ${found.offers === 1 ? 'is' : `${found.offers} are`} in ${countryName(found.country)} (${found.city}, about ${about(found.kilometres)} km).`

const unsizedInChina = ({ unsized, here }: GpuReach): string => {
  if (here !== 'CN' || unsized.length === 0) return ''
  const names = list(unsized.map(({ name }) => name))
  return `${names} are offered in China, but the data cannot tell their speed.`
}

const apart = ({ chinese, outsideChina }: GpuReach): string => {
  if (outsideChina > 0) return `${things(outsideChina, 'offer')} outside China shown apart.`
  return chinese > 0 ? `${things(chinese, 'offer')} on Chinese platforms do not count.` : ''
}

/** Sentences, the most important first. */
export const reachSentences = (reach: GpuReach): readonly string[] =>
  [inReach(reach), nearest(reach), unsizedInChina(reach), apart(reach)].filter((sentence) => sentence !== '')

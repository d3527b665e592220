/** What does the volume curve say? A finding over every shape it can take, the method, and what a reader must not overlook. */
import { count } from '../../format/count.ts'
import type { Comparison, VolumeCurve } from '../../engine/result.ts'
import type { PossibleOption } from './compared.ts'
import type { VolumeLine } from './volume-model.ts'

const MILLION = 1e6

/** In a sentence: `5.0 million`, `140,000`. */
export const volumeWords = (requests: number): string => {
  const text = count(requests)
  return requests >= MILLION && text.endsWith('M') ? `${text.slice(0, -1)} million` : text
}

interface Words {
  readonly title: string
  readonly foot: string | null
}

/** A finding for the pair the verdict compares. */
export const volumeTitle = ({ verdict }: Comparison, curve: VolumeCurve, pair: readonly [PossibleOption, PossibleOption] | null): Words => {
  if (pair === null) return { title: 'How the cost grows with the volume', foot: null }
  const [api, own] = pair
  const range = `between ${volumeWords(curve.requests[0]!)} and ${volumeWords(curve.requests.at(-1)!)} requests a month`
  const first = curve.crossings[0]
  const stays = curve.staysCheaperFrom
  if (first === undefined) {
    const dearer = verdict.kind === 'self-hosted-cheaper' ? api.name : own.name
    const cheaper = verdict.kind === 'self-hosted-cheaper' ? own.name : api.name
    return { title: `At no volume ${range} does ${dearer} become cheaper than ${cheaper}`, foot: null }
  }
  if (curve.crossings.length === 1)
    return first.cheaperAfter === 'self-hosted'
      ? { title: `Self-hosting becomes cheaper above ${volumeWords(first.requests)} requests a month`, foot: null }
      : { title: `Self-hosting is cheaper only below ${volumeWords(first.requests)} requests a month`, foot: null }
  const times = `The two sides change places ${curve.crossings.length} times, each time a further instance is needed or has filled up.`
  if (stays === null)
    return {
      title: `Which side is cheaper changes with the volume, and an API is at ${volumeWords(curve.requests.at(-1)!)} requests a month`,
      foot: times,
    }
  return first.cheaperAfter === 'self-hosted' && first.requests < stays
    ? {
        title: `Self-hosting becomes cheaper above ${volumeWords(first.requests)} requests a month, for good above ${volumeWords(stays)}`,
        foot: times,
      }
    : { title: `Self-hosting becomes cheaper for good above ${volumeWords(stays)} requests a month`, foot: times }
}

/** What is plotted, and how. */
export const volumeMethod = (lines: readonly VolumeLine[], curve: VolumeCurve): string =>
  [
    'Monthly cost against requests, both axes logarithmic.',
    lines.some(({ family }) => family === 'own')
      ? 'APIs rise with every request; rented GPUs rise in steps.'
      : 'APIs rise with every request.',
    curve.selfHostedWins.length > 0 ? 'In the tinted part self-hosting beats every API compared.' : '',
    curve.exact ? '' : 'Volumes between the points computed are read off the line.',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ')

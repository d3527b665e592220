/** What does the volume curve say? A finding over every shape it can take, the method, and what a reader must not overlook. */
import { count } from '../../format/count.ts'
import type { Comparison, VolumeCurve } from '../../engine/result.ts'
import { isStepped } from './family.ts'
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

/** A finding about the two sides, each the cheapest of its options at every volume. */
export const volumeTitle = ({ verdict }: Comparison, curve: VolumeCurve): Words => {
  if (verdict.bestApiId === null || verdict.bestSelfHostedId === null) return { title: 'How the cost grows with the volume', foot: null }
  const range = `between ${volumeWords(curve.requests[0]!)} and ${volumeWords(curve.requests.at(-1)!)} requests a month`
  const first = curve.crossings[0]
  const stays = curve.staysCheaperFrom
  if (first === undefined)
    return verdict.kind === 'self-hosted-cheaper'
      ? { title: `Self-hosting is cheaper at every volume ${range}`, foot: null }
      : { title: `At no volume ${range} does self-hosting become cheaper`, foot: null }
  if (curve.crossings.length === 1)
    return first.cheaperAfter === 'self-hosted'
      ? { title: `Self-hosting becomes cheaper above ${volumeWords(first.requests)} requests a month`, foot: null }
      : { title: `Self-hosting is cheaper only below ${volumeWords(first.requests)} requests a month`, foot: null }
  const times = `The two sides change places ${curve.crossings.length} times, as fleets grow by whole instances.`
  if (stays === null)
    return {
      title: `Which side is cheaper changes with the volume, and an API is cheaper at ${volumeWords(curve.requests.at(-1)!)} requests a month`,
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
    lines.some(({ family }) => isStepped(family))
      ? `APIs rise with every request; ${lines.some(({ family }) => family === 'bought') ? 'fleets' : 'rented GPUs'} rise in steps.`
      : 'APIs rise with every request.',
    curve.selfHostedWins.length > 0 ? 'In the tinted part self-hosting beats every API on your list.' : '',
    curve.exact ? '' : 'Volumes between the points computed are read off the line.',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ')

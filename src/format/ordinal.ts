/** How is a place in a ranking written in prose? Words up to twelve, figures beyond: `fifth of eight`, `23rd of 40`. */
const ORDINALS = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
  'eleventh',
  'twelfth',
] as const
const CARDINALS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'] as const

const suffix = (place: number): string => {
  const lastTwo = place % 100
  if (lastTwo >= 11 && lastTwo <= 13) return 'th'
  return ['th', 'st', 'nd', 'rd'][place % 10] ?? 'th'
}

/** 5 → `fifth`, 23 → `23rd`; whole and at least 1. */
export const ordinal = (place: number): string => ORDINALS[place - 1] ?? `${place}${suffix(place)}`

/** 8 → `eight`, 40 → `40`. */
export const cardinal = (count: number): string => CARDINALS[count - 1] ?? `${count}`

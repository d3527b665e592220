/** Where do labels stand that must not touch? As near as possible to what they name, in the same order, a gap apart. */

/** Moves `wanted` positions apart to at least `gap`, within [low, high] as far as they fit. Same order as given. */
export const spread = (wanted: readonly number[], gap: number, low: number, high: number): readonly number[] => {
  const order = wanted.map((_, index) => index).toSorted((a, b) => wanted[a]! - wanted[b]!)
  const places = [...wanted]
  let floor = low
  for (const index of order) {
    places[index] = Math.max(places[index]!, floor)
    floor = places[index]! + gap
  }
  let ceiling = high
  for (const index of order.toReversed()) {
    places[index] = Math.min(places[index]!, ceiling)
    ceiling = places[index]! - gap
  }
  return places
}

/** The text, or its beginning and an ellipsis where it is wider than `width`. */
export const fitted = (text: string, width: number, measure: (text: string) => number): string => {
  if (measure(text) <= width) return text
  let kept = text
  while (kept.length > 1 && measure(`${kept}…`) > width) kept = kept.slice(0, -1)
  return `${kept.trimEnd()}…`
}

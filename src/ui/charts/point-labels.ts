/** Where do the names of single points stand, so that they cover neither each other nor a mark? Those that find no place are left out. */

export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

export interface LabelWish {
  /** the point named */
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** has a place even if it covers something */
  readonly must: boolean
}

/** Top left corner of a label's box. */
export interface LabelPlace {
  readonly left: number
  readonly top: number
  /** which end of the text is at the point */
  readonly anchor: 'start' | 'end' | 'middle'
  /** not right beside its point: a line leads there */
  readonly far: boolean
}

/** From a point to its name. */
const BESIDE = 11
const FURTHER = [26, 44, 66]
/** Covering another name is this much worse than covering a mark. */
const NAME_WEIGHT = 4

const boxAt = ({ left, top }: LabelPlace, { width, height }: LabelWish): Box => ({ left, top, right: left + width, bottom: top + height })

/** The best places first: above to the left, where nothing that beats the point can be, then around it. */
const candidates = ({ x, y, width, height }: LabelWish): readonly LabelPlace[] =>
  [BESIDE, ...FURTHER].flatMap((away): LabelPlace[] => {
    const far = away > BESIDE
    const right = x + away
    const left = x - away - width
    const above = y - away - height
    return [
      { left: x - width + BESIDE / 2, top: above, anchor: 'end', far },
      { left: right, top: y - height / 2, anchor: 'start', far },
      { left, top: y - height / 2, anchor: 'end', far },
      { left: x - width / 2, top: above, anchor: 'middle', far },
      { left: x - BESIDE / 2, top: above, anchor: 'start', far },
      { left: right, top: y + away / 2, anchor: 'start', far },
      { left: x - width / 2, top: y + away, anchor: 'middle', far },
      { left, top: y + away / 2, anchor: 'end', far },
    ]
  })

const inside = (box: Box, bounds: Box): boolean =>
  box.left >= bounds.left && box.right <= bounds.right && box.top >= bounds.top && box.bottom <= bounds.bottom

/** The point of a box that is nearest to (x, y): where a line to it ends. */
export const nearestIn = ({ left, top, right, bottom }: Box, x: number, y: number): { readonly x: number; readonly y: number } => ({
  x: Math.min(Math.max(x, left), right),
  y: Math.min(Math.max(y, top), bottom),
})

export const overlap = (a: Box, b: Box): number =>
  Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) * Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top))

/** One place for each wish in the given order, the earlier ones first served; null: left out. */
export const placeLabels = (wishes: readonly LabelWish[], obstacles: readonly Box[], bounds: Box): readonly (LabelPlace | null)[] => {
  const named: Box[] = []
  return wishes.map((wish) => {
    let best: LabelPlace | null = null
    let least = Number.POSITIVE_INFINITY
    for (const place of candidates(wish)) {
      const box = boxAt(place, wish)
      if (!inside(box, bounds)) continue
      const over = (boxes: readonly Box[]): number => boxes.reduce((sum, other) => sum + overlap(box, other), 0)
      const covered = over(obstacles) + NAME_WEIGHT * over(named)
      if (covered < least) {
        best = place
        least = covered
      }
      if (covered === 0) break
    }
    if (best === null || (least > 0 && !wish.must)) return null
    named.push(boxAt(best, wish))
    return best
  })
}

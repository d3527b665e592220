import { describe, expect, it } from 'vitest'
import { placeLabels, type Box, type LabelWish } from './point-labels.ts'

const bounds: Box = { left: 0, top: 0, right: 400, bottom: 300 }
const wish = (x: number, y: number, must = false): LabelWish => ({ x, y, width: 80, height: 16, must })
const boxOf = (place: { left: number; top: number }): Box => ({
  left: place.left,
  top: place.top,
  right: place.left + 80,
  bottom: place.top + 16,
})
const apart = (a: Box, b: Box) => a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top

describe('names of points', () => {
  it('stand inside the plot and apart from each other and from marks', () => {
    const marks = [100, 110, 120].map((x): Box => ({ left: x - 5, top: 95, right: x + 5, bottom: 105 }))
    const places = placeLabels([wish(100, 100), wish(110, 100), wish(120, 100)], marks, bounds)
    const boxes = places.map((place) => boxOf(place!))
    for (const [index, box] of boxes.entries()) {
      for (const other of [...marks, ...boxes.slice(0, index)]) expect(apart(box, other)).toBe(true)
      expect(box.left >= 0 && box.top >= 0 && box.right <= 400 && box.bottom <= 300).toBe(true)
    }
  })

  it('are left out where all is taken, but for those that must be there', () => {
    const full: Box[] = [{ left: 0, top: 0, right: 400, bottom: 300 }]
    expect(placeLabels([wish(200, 150)], full, bounds)).toEqual([null])
    expect(placeLabels([wish(200, 150, true)], full, bounds)[0]).not.toBeNull()
  })

  it('turn to the other side at the border', () => {
    expect(placeLabels([wish(395, 290)], [], bounds)[0]).toMatchObject({ anchor: 'end' })
    expect(placeLabels([wish(5, 8)], [], bounds)[0]).toMatchObject({ anchor: 'start' })
  })
})

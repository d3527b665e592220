import { describe, expect, it } from 'vitest'
import { sampleQuality } from '../../../tests/helpers/sample-quality.ts'
import { qualityFigure } from './quality-model.ts'
import { nextMark, qualityPlot } from './quality-plot.ts'

const figure = qualityFigure(sampleQuality())!

describe.each([
  ['wide', 864],
  ['middle', 600],
  ['narrow', 326],
] as const)('the %s plot', (layout, width) => {
  const plot = qualityPlot(figure, width, layout)

  it('holds every mark: dearer to the right, better above', () => {
    for (const { x, y } of plot.marks) {
      expect(x >= plot.area.left && x <= plot.area.right).toBe(true)
      expect(y >= plot.area.top && y <= plot.area.bottom).toBe(true)
    }
    const byScore = plot.marks.toSorted((a, b) => a.score - b.score)
    expect(byScore.map(({ y }) => y)).toEqual(byScore.map(({ y }) => y).toSorted((a, b) => b - a))
    expect(plot.marks.map(({ x }) => x)).toEqual(plot.marks.map(({ x }) => x).toSorted((a, b) => a - b))
  })

  it('names the sides of the verdict and what is used today, whatever the room', () => {
    expect(plot.labels.filter(({ must }) => must).map(({ id }) => id)).toEqual(expect.arrayContaining(['glm-5.3-bedrock', 'gpt-6.2-sol']))
  })

  it('draws the floor in the middle of its band', () => {
    expect(plot.floor!.y).toBeCloseTo(plot.band!.top + plot.band!.height / 2, 0)
  })
})

describe('arrow keys', () => {
  const { marks } = figure
  it('go along the cost and up the scores, and stop at the ends', () => {
    expect(nextMark(marks, 0, 'ArrowRight')).toBe(1)
    expect(nextMark(marks, 0, 'ArrowLeft')).toBeNull()
    expect(nextMark(marks, 2, 'End')).toBe(marks.length - 1)
    const top = marks.findIndex(({ score }) => score === 1480)
    expect(nextMark(marks, top, 'ArrowUp')).toBeNull()
    expect(marks[nextMark(marks, top, 'ArrowDown')!]!.score).toBe(1460)
    expect(nextMark(marks, 0, 'Enter')).toBeNull()
  })
})

/** Which of three layouts fits a chart of this width? Text never scales; what is beside the plot does. */
export type ChartLayout = 'wide' | 'middle' | 'narrow'

const WIDE = 760
const MIDDLE = 480

export const layoutFor = (width: number): ChartLayout => {
  if (width >= WIDE) return 'wide'
  return width >= MIDDLE ? 'middle' : 'narrow'
}

/** Pixels at the right of the plot for the names of the lines; 0: a key above the chart names them. */
export const NAMES_WIDTH: Readonly<Record<ChartLayout, number>> = { wide: 158, middle: 128, narrow: 0 }

export const TICK_SIZE: Readonly<Record<ChartLayout, number>> = { wide: 12, middle: 12, narrow: 11 }

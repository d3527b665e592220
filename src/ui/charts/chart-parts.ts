/** Only the parts of chart.js that lines need; loaded when the first chart is drawn, so that the page shows before. */
import { Chart, LinearScale, LineController, LineElement, LogarithmicScale, PointElement } from 'chart.js'
import type { LineDataset, MarkedConfiguration } from './marks.ts'

Chart.register(LineController, LineElement, LinearScale, LogarithmicScale, PointElement)

export type LineChart = Chart<'line', LineDataset['data']>

export interface Size {
  readonly width: number
  readonly height: number
}

export const makeChart = (canvas: HTMLCanvasElement, configuration: MarkedConfiguration, { width, height }: Size): LineChart => {
  const chart = new Chart(canvas, configuration)
  chart.resize(width, height)
  return chart
}

/** Brings a chart to a new size and configuration of the same kind. */
export const updateChart = (chart: LineChart, { data, options }: MarkedConfiguration, { width, height }: Size): void => {
  const { datasets } = chart.data
  data.datasets.forEach((dataset, index) => {
    const present = datasets[index]
    if (present === undefined) datasets.push(dataset)
    else Object.assign(present, dataset)
  })
  datasets.length = data.datasets.length
  Object.assign(chart.data, { marks: data.marks })
  chart.options = options ?? {}
  if (chart.width !== width || chart.height !== height || chart.currentDevicePixelRatio !== devicePixelRatio) {
    chart.resize(width, height)
  }
  chart.update()
}
